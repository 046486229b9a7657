POOLS = {
    "one": [("Analyser le sentiment d’un avis", "Telling the sentiment of a review"), ("Reconnaître un courriel indésirable", "Detecting spam mail"), ("Prévoir la prochaine valeur d’une série temporelle", "Forecasting the next value of a time series")],
    "cap": [("Légender une photographie", "Captioning a photograph"), ("Composer une mélodie à partir d’un genre choisi", "Composing a tune from a chosen genre")],
    "tag": [("Donner la catégorie grammaticale de chaque mot", "Giving each word its part of speech"), ("Étiqueter chaque image d’une vidéo", "Labelling each frame of a video")],
    "tra": [("Traduire une phrase", "Translating a sentence"), ("Résumer un article", "Summarising an article")],
    "ctc": [("Transcrire la parole à partir de trames sonores non étiquetées", "Transcribing speech with unlabelled sound frames"), ("Lire une ligne manuscrite à partir de colonnes de pixels non étiquetées", "Reading a handwritten line with unlabelled pixel columns")],
    "tre": [("Lire un arbre syntaxique", "Reading a parse tree")],
}


def generate(rng):
    """One application of each shape."""
    values = {}
    for key, pool in POOLS.items():
        values[key + "_fr"], values[key + "_en"] = pool[int(rng.integers(len(pool)))]
    return values
