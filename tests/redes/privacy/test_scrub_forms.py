"""What has a form goes, however it is written or said; what only looks like it stays."""

import pytest

from redes.privacy.scrub import find_personal_data, scrub


def removed(text):
    return [(text[span.start : span.end], span.type) for span in find_personal_data(text)]


@pytest.mark.parametrize(
    ("text", "piece", "kind"),
    [
        # documents
        ("cédula 1'098.765.432 de Cúcuta", "1'098.765.432", "documento"),
        ("ppt n 5 876 123 vencido", "5 876 123", "documento"),
        ("tengo cedula v 12 345 678", "v 12 345 678", "documento"),
        ("El RUMV es RUMV-0098765", "RUMV-0098765", "documento"),
        ("Passeport PP 345678", "PP 345678", "documento"),
        ("Meu CPF é 123.456.789-09", "123.456.789-09", "documento"),
        ("Kat idantite mwen se 003-234-567-8", "003-234-567-8", "documento"),
        ("1098765432 es mi cédula", "1098765432", "documento"),
        ("mi cédula es setenta y un millones cuatrocientos veintidós mil trescientos once", "setenta y un millones cuatrocientos veintidós mil trescientos once", "documento"),
        ("passaporte é efe zê dois zero um sete oito oito", "efe zê dois zero um sete oito oito", "documento"),
        ("la carte d'étranger 771 904", "771 904", "documento"),
        # phones
        ("su num es 3 0 5\n6 6 1\n2 2 9 0", "3 0 5\n6 6 1\n2 2 9 0", "telefono"),
        ("tel 310.456.78.90", "310.456.78.90", "telefono"),
        ("Mi fijo es (601) 234 5678", "(601) 234 5678", "telefono"),
        ("Call +1 (305) 555-0142 now", "+1 (305) 555-0142", "telefono"),
        ("mi cel es 3 1 2 4 5 6 7 8 9 0", "3 1 2 4 5 6 7 8 9 0", "telefono"),
        ("Mon numéro est le +509 37 12 34 56", "+509 37 12 34 56", "telefono"),
        # said aloud
        ("mi cédula es uno cero nueve cero cuatro cinco seis siete", "uno cero nueve cero cuatro cinco seis siete", "documento"),
        ("mi cédula es ve dieciocho millones trescientos mil doce", "ve dieciocho millones trescientos mil doce", "documento"),
        ("llámeme al trescientos doce cuatrocientos cincuenta y seis setenta y ocho noventa", "trescientos doce cuatrocientos cincuenta y seis setenta y ocho noventa", "telefono"),
        ("my number is three one four five five five six six seven seven", "three one four five five five six six seven seven", "telefono"),
        ("mon numéro est le trois un deux quatre cinq six sept huit neuf zéro", "trois un deux quatre cinq six sept huit neuf zéro", "telefono"),
        ("meu telefone é nove nove um dois três quatro cinco seis sete oito", "nove nove um dois três quatro cinco seis sete oito", "telefono"),
        ("nimewo mwen se twa en de kat senk sis set uit nef zewo", "twa en de kat senk sis set uit nef zewo", "telefono"),
        ("la placa es efe ge hache uno dos tres", "efe ge hache uno dos tres", "placa"),
        ("mi correo es maria punto rondon arroba gmail punto com", "maria punto rondon arroba gmail punto com", "correo"),
        ("mon adresse mail est marie point claire arobase gmail point com", "marie point claire arobase gmail point com", "correo"),
        ("en instagram estoy como arroba yuli guion bajo veintitrés", "yuli guion bajo veintitrés", "usuario-red-social"),
        ("mi página es facebook punto com barra yulirondon", "facebook punto com barra yulirondon", "url-personal"),
        # records, accounts, plates
        ("Historia clínica 2345", "2345", "historia-clinica"),
        ("Prontuário 2023/004512", "2023/004512", "historia-clinica"),
        ("Daviplata: 315 222 33 44", "315 222 33 44", "cuenta-bancaria"),
        ("sur mon compte FR76 3000 4000 0312 3456 7890 143", "FR76 3000 4000 0312 3456 7890 143", "cuenta-bancaria"),
        ("una moto FGH12E me atropelló", "FGH12E", "placa"),
        ("Plak machin nan se TKL 456", "TKL 456", "placa"),
        # dates of birth
        ("nací el catorce de febrero de mil novecientos ochenta y ocho", "catorce de febrero de mil novecientos ochenta y ocho", "fecha-nacimiento"),
        ("I was born on May 4, 1990", "May 4, 1990", "fecha-nacimiento"),
        ("Mwen fèt 12 me 1990", "12 me 1990", "fecha-nacimiento"),
        ("El bebé nació el 12 de junio", "12 de junio", "fecha-nacimiento"),
        ("03/03/1985 dice mi papel", "03/03/1985", "fecha-nacimiento"),
        ("born Sept 9, 2007, so im 17", "Sept 9, 2007", "fecha-nacimiento"),
        ("data nasc dela 04.11.71", "04.11.71", "fecha-nacimiento"),
        ("Nacida el 2 / XII / 2022", "2 / XII / 2022", "fecha-nacimiento"),
        ("nacio el 1ro d nov del 2018", "1ro d nov del 2018", "fecha-nacimiento"),
        # cut into pieces, behind the word that tells what they are
        ("y el cel 312\n448\n0916", "312\n448\n0916", "telefono"),
        ("el numero es 312 6 doble cero 41 19", "312 6 doble cero 41 19", "telefono"),
        ("passaporte dele fx 402 771", "fx 402 771", "documento"),
        ("mi pasaporte es cero cuatro ocho jota uno uno siete seis y ya", "cero cuatro ocho jota uno uno siete seis", "documento"),
        ("a cédula de estrangeria; a minha, 482.019, venceu", "482.019", "documento"),
        ("hc 5 5 - 0 9 1 / 3 x si la buscan", "5 5 - 0 9 1 / 3", "historia-clinica"),
        ("Dosye medikal la pote A/1127 0 94; sou kouvèti a", "A/1127 0 94", "historia-clinica"),
        ("hc tres mil doce guion b sin abrir", "tres mil doce guion b", "historia-clinica"),
        ("the file is double four nine one seven", "double four nine one seven", "historia-clinica"),
        ("moto noire placa rve.6 0 c", "rve.6 0 c", "placa"),
        ("la moto es hache de ele dieciocho g", "hache de ele dieciocho g", "placa"),
        ("a placa do carro é erre erre jota duzentos e seis", "erre erre jota duzentos e seis", "placa"),
        ("yo soy neomar(punto)colme@gmail(punto)com", "neomar(punto)colme@gmail(punto)com", "correo"),
        ("el correo desde el mío que es marisol punto guanipa arroba hotmail punto com", "marisol punto guanipa arroba hotmail punto com", "correo"),
        ("feisbu: el menor barinas. por ahi me escriben", "el menor barinas", "usuario-red-social"),
        ("procura fulo da guine 22 no tiktok", "fulo da guine 22", "usuario-red-social"),
        ("arroba la negra punto piritu", "arroba la negra punto piritu", "usuario-red-social"),
        # homes
        ("en la carrera quinta con calle dieciséis", "carrera quinta con calle dieciséis", "direccion"),
        ("reside en la Cra. 9a N.º 14B-22, apto 301", "Cra. 9a N.º 14B-22, apto 301", "direccion"),
        ("vivo cll 9 # 2-14 la pastora y el cel no sirve", "cll 9 # 2-14 la pastora", "direccion"),
        ("viven cll 12 entre 9 y 10", "cll 12 entre 9 y 10", "direccion"),
        ("Vivo en la Diagonal 45 Bis # 12A-34 Sur, torre 3, apto 502", "Diagonal 45 Bis # 12A-34 Sur, torre 3, apto 502", "direccion"),
        ("vivo en mz 4 cs 12 barrio el progreso", "mz 4 cs 12 barrio el progreso", "direccion"),
        ("Vivo en la vereda El Carmen, finca La Esperanza", "vereda El Carmen, finca La Esperanza", "direccion"),
        ("I stay at the blue house behind the church in barrio La Paz", "blue house behind the church in barrio La Paz", "direccion"),
        ("Moro na Rua das Palmeiras, 45, bairro São José", "Rua das Palmeiras, 45, bairro São José", "direccion"),
        ("Nous logeons au 12 rue Capois", "12 rue Capois", "direccion"),
        ("m rete ri kapwa nimewo 12", "ri kapwa nimewo 12", "direccion"),
        ("I live at Bight Road #7-31, San Andrés Isla", "Bight Road #7-31", "direccion"),
        ("the house is house number nineteen the yellow one behind the baptist church", "house number nineteen the yellow one behind the baptist church", "direccion"),
        ("habite cll 23 num 8-11 sous sol, barranquilla", "cll 23 num 8-11 sous sol", "direccion"),
        ("Nous logeons au 15 de la rue principale, en face de l'église", "15 de la rue principale, en face de l'église", "direccion"),
        ("kay la se dezyem ri adwat apre depo bwa a", "dezyem ri adwat apre depo bwa", "direccion"),
        ("los niños de la vereda tres bocas no tienen vacuna", "vereda tres bocas", "direccion"),
        ("duermo en el parque simón bolívar debajo del puente", "parque simón bolívar debajo del puente", "direccion"),
        # links, machines and names in networks
        ("desde 192.0.2.77 abrieron mi portal", "192.0.2.77", "url-personal"),
        ("mi ip es 1.2.3.4", "1.2.3.4", "url-personal"),
        ("entraron desde 2001:db8:85a3::8a2e:370:7334 ayer", "2001:db8:85a3::8a2e:370:7334", "url-personal"),
        ("búsqueme como la.catira.vzla en tiktok", "la.catira.vzla", "usuario-red-social"),
        ("mi usuario de tiktok es mariafer_2203", "mariafer_2203", "usuario-red-social"),
        ("yuli92(arroba)gmail.com", "yuli92(arroba)gmail.com", "correo"),
        ("https://www.facebook.com/yuli.rondon/photos", "https://www.facebook.com/yuli.rondon/photos", "url-personal"),
    ],
)  # fmt: skip
def test_an_identifier_goes_whole(text, piece, kind):
    gone = "".join(text[span.start : span.end] for span in find_personal_data(text))

    assert piece in gone
    assert kind in {span.type for span in find_personal_data(text)}


@pytest.mark.parametrize(
    "text",
    [
        "me cobraron doscientos cincuenta mil pesos y me pusieron cuatro puntos",
        "Me cobraron 1.098.765 pesos",
        "pagué $1.350.000 por la cirugía",
        "ils m'ont demandé deux cent cinquante mille pesos",
        "yo mande m de san senkant mil peso",
        "El código CUPS 890201 y el diagnóstico O80.9 no están autorizados",
        "la Resolución 2063 de 2017, el Decreto 216 de 2021 y la Circular 25 de 2017",
        "el Decreto 780 (arts. 2.1.3.5, 2.1.3.11)",
        "los artículos 2.1.3.5 y 2.5.1.1 y la versión 3.6.21.4",
        "el 2.5.3.4 del Decreto 780 de 2016",
        "abren de 8:30 a 10:30:15",
        "vivo a 3 horas por trocha",
        "diagnósticos: 3\n4\n5",
        "la línea 155, el 123, el 106 y la 018000960020",
        "la presión la tenía en ciento ochenta sobre ciento diez",
        "presión 190/110, saturación 88, temperatura 39.5",
        "peso 68 kg, mido 1,62 y la glicemia salió en 245 mg/dl",
        "A carga viral deu 125430 cópias e o CD4 289",
        "entre 2019 y 2024 he ido 15 veces",
        "la política 2025-2035",
        "son 3.500 familias en 12 asentamientos",
        "tengo tres hijos de dos cuatro y seis años",
        "nacidos desde el 19 de agosto de 2015",
        "mi permiso vence el 30 de mayo de 2031",
        "El puesto de salud del barrio La Libertad, frente al parque, no abre",
        "El Hospital San José queda en la carrera 7",
        "vivo en una casa con 8 personas y sin agua",
        "vivo cerca del hospital y no me reciben",
        "I live in Cali with my two kids",
        "mire www.supersalud.gov.co o https://www.acnur.org/colombia",
        "el chat de facebook no sirve",
        "la cédula de 2 de los 5 niños venció",
        "el expediente 2 veces se perdió en 2024",
        "não existe para a ADRES: o sistema só conhece certidão",
        "por la puerta de al lado a las 3 p. m.",
    ],
)
def test_what_counts_measures_or_belongs_to_all_stays(text):
    assert removed(text) == []


def test_a_number_split_by_invisible_characters_goes():
    assert scrub("cédula 1098\u200b765\u200b432").text == "cédula [documento]"


def test_digits_of_other_alphabets_are_digits():
    assert scrub("cel ３００１２３４５６７").text == "cel [telefono]"


def test_two_numbers_beside_each_other_are_two():
    assert removed("cédula 1098765432, 25 años, cel 3001234567") == [
        ("1098765432", "documento"),
        ("3001234567", "telefono"),
    ]


def test_a_document_beside_a_date_goes_without_it():
    assert removed("mi cédula 1098765432 12/05/2026 me la pidieron") == [("1098765432", "documento")]
