"""Fifty kinds of personal data, and how people tell them in five languages: for tests that look for them afterwards."""

import json

KINDS: dict[str, str] = {
    "nombre propio": "Zulimar Canariota",
    "nombre en minúsculas": "yuleisy camejo brito",
    "nombre de palabra común": "Dolores Mercedes Sol",
    "nombre con partículas": "María de los Ángeles Quintriqueo",
    "nombre francés": "Jean-Baptiste Toussaint",
    "nombre haitiano": "Wilnerson Desrosiers",
    "nombre brasileño": "João Gonçalves da Cruz",
    "nombre indígena": "Jayariyu Epieyu",
    "apodo": "el Chuo Pichirilo",
    "hijo": "Yeikerson Canariote",
    "esposo": "Rigoberto Canarín",
    "médica": "doctora Canariazo",
    "guarda": "vigilante Evaristo Canariello",
    "facturadora": "señora Canaridia Ruiz",
    "testigo": "mi vecina Canarilda Peña",
    "cédula colombiana": "1.098.765.432",
    "cédula sin puntos": "1098765431",
    "cédula venezolana": "V-19.876.543",
    "cédula extranjería": "CE 987654",
    "PPT": "PPT 5987654",
    "PEP": "PEP 987654321098765",
    "RUMV": "RUMV 3987654",
    "pasaporte venezolano": "pasaporte 098765432",
    "pasaporte con letras": "pasaporte AX987654",
    "registro civil": "registro civil 1098765430",
    "tarjeta de identidad": "TI 1098765429",
    "salvoconducto": "salvoconducto SC2 9876543",
    "carné fronterizo": "TMF 98765432",
    "NIT": "NIT 1098765428-7",
    "celular": "3175550199",
    "celular con espacios": "317 555 0198",
    "celular internacional": "+57 317 5550197",
    "celular venezolano": "0414-5550196",
    "celular de otro país": "+509 3455 0195",
    "fijo": "601 555 0194",
    "correo": "zulimar.canaria@correo.example",
    "correo dicho": "zulimar arroba gmail punto com",
    "usuario": "@canariazulimar",
    "enlace": "https://facebook.com/zulimar.canaria",
    "WhatsApp": "wa.me/573175550193",
    "dirección": "Calle 98 # 76-54 apto 321",
    "dirección abreviada": "cra 98 bis no 76-53",
    "dirección rural": "vereda El Canarial, finca La Zuli",
    "fecha de nacimiento": "nací el 29/02/1988",
    "fecha con mes": "nací el 29 de febrero de 1988",
    "placa": "placa ZQX987",
    "historia clínica": "historia clínica 987654",
    "cuenta": "cuenta de ahorros 987-654321-09",
    "Nequi": "nequi 3175550192",
    "IP": "192.0.2.77",
}
"""Kind -> what would give somebody away."""

SENTENCES: dict[str, str] = {
    "es": "Fui a urgencias, {}, y no me dejaron entrar.",
    "en": "I went to the emergency room, {}, and they did not let me in.",
    "pt": "Fui à emergência, {}, e não me deixaram entrar.",
    "fr": "Je suis allée aux urgences, {}, et on ne m'a pas laissée entrer.",
    "ht": "Mwen te ale nan ijans, {}, epi yo pa kite m antre.",
}
"""Language -> a story with room for one of them."""


def stories() -> dict[tuple[str, str], str]:
    """(kind, language) -> a story that gives somebody away."""
    return {
        (kind, language): sentence.format(secret)
        for kind, secret in KINDS.items()
        for language, sentence in SENTENCES.items()
    }


def forms(secret: str) -> list[bytes]:
    """How a secret could stand in a file: its bytes, in UTF-16, escaped as JSON, and its longest words alone."""
    words = [word for word in secret.split() if len(word) > 6 and word not in HARMLESS]
    spelled = [secret, *words]
    return [form for one in spelled for form in (one.encode(), one.encode("utf-16-le"), json.dumps(one)[1:-1].encode())]


HARMLESS = frozenset(
    "pasaporte registro salvoconducto historia clínica vigilante doctora señora febrero ahorros Mercedes".split()
)
"""Words of them that name a kind, not a person."""
