POOLS = {
    "im": [("photographie bruitée", "noisy photograph"), ("radiographie", "radiograph"), ("image satellite", "satellite picture")],
    "tr": [("une phrase allemande", "a German sentence"), ("un courriel", "an e-mail"), ("un sous-titre", "a subtitle")],
    "su": [("un article de presse", "a newspaper article"), ("un compte rendu", "the minutes of a meeting"), ("un chapitre", "a chapter")],
}


def generate(rng):
    values = {}
    for key, pool in POOLS.items():
        values[key + "_fr"], values[key + "_en"] = pool[int(rng.integers(len(pool)))]
    return values
