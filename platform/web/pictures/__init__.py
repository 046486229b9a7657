"""Interactive pictures of statements: ``{{picture name parameter=value …}}``.

``directive`` says which there are and reads what authors write; a module for each draws it as
SVG with words and a table, which is all that is seen without JavaScript;
``frontend/ts/pictures/<name>.ts`` moves it.
"""
