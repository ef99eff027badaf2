"""What most people come to ask raises no alarm: an alarm in its place is no answer, and frightens who is frightened already.

Some of these were learnt, because without that they did alarm.
"""

import pytest

from redes.safety.detect import DangerDetector

ASKED = {
    "es": (
        "estoy embarazada y no tengo papeles, ¿me van a cobrar?",
        "soy gestante con ppt vencido y me da miedo que me pidan papeles",
        "mi bebé nació aquí y no tiene registro, ¿lo atienden?",
        "no tengo eps, ¿me atienden en urgencias?",
        "tengo una paciente embarazada sin documento, ¿la atiendo?",
        "mi hijo necesita vacunas y no tenemos permiso",
        "¿pueden llamar a migración si voy al hospital?",
        "me da pavor ir al hospital por no tener papeles",
        "no me quieren dar cita porque soy venezolana",
        "el hospital me pide pagar antes de atenderme",
        "necesito insulina y no tengo eps",
        "tengo diabetes y se me acabó la plata para los remedios",
        "cómo hago para el control prenatal sin sisben",
        "me dijeron que sin ppt no me sacan ficha",
        "tengo vih y no tengo papeles, ¿me dan el tratamiento?",
        "quiero planificar y no tengo documento",
        "mi mamá es mayor y no tiene eps",
        "me robaron el pasaporte, ¿puedo ir al médico?",
        "quiero hablar con un psicólogo, no tengo plata",
        "el vigilante no me dejó entrar ayer",
    ),
    "en": (
        "i am pregnant and have no papers will they make me pay",
        "im scared they ask for my papers at the hospital",
        "my baby was born here and has no birth certificate can he see a doctor",
        "can i go to the emergency room without insurance",
        "we have a pregnant patient without id do we attend her",
        "my son needs vaccines and we have no permit",
        "will they call immigration if i go to the hospital",
        "they refuse to give me an appointment because i am foreign",
        "the hospital asks me to pay first",
        "i need insulin and have no insurance",
        "how do i get prenatal care without papers",
        "i have hiv and no papers can i get treatment",
        "i dey sick and no get paper, hospital go see me?",
        "they stole my passport can i see a doctor",
        "i want to talk to a psychologist i have no money",
    ),
    "fr": (
        "je suis enceinte et j'ai pas de papiers est ce que on va me faire payer",
        "j'ai peur qu'on me demande mes papiers à l'hôpital",
        "mon bébé est né ici et n'a pas d'acte de naissance",
        "est-ce que je peux aller aux urgences sans assurance",
        "on a une patiente enceinte sans papiers, on la reçoit ?",
        "mon fils doit être vacciné et on n'a pas de permis",
        "est-ce qu'ils vont appeler la migration si je vais à l'hôpital",
        "ils refusent de me donner un rendez-vous parce que je suis étrangère",
        "l'hôpital me demande de payer d'abord",
        "j'ai besoin d'insuline et je n'ai pas d'assurance",
        "comment avoir le suivi de grossesse sans papiers",
        "j'ai le vih et pas de papiers, je peux avoir le traitement",
        "on m'a volé mon passeport, je peux voir un médecin",
        "je voudrais parler à un psychologue, je n'ai pas d'argent",
    ),
    "pt": (
        "estou grávida e não tenho documento, vão me cobrar?",
        "tenho medo que peçam meus papéis no hospital",
        "meu bebê nasceu aqui e não tem certidão, atendem ele?",
        "posso ir na emergência sem plano?",
        "temos uma paciente grávida sem documento, atendemos?",
        "meu filho precisa de vacina e não temos permissão",
        "vão chamar a migração se eu for no hospital?",
        "não querem me dar consulta porque sou estrangeira",
        "o hospital pede para pagar antes",
        "preciso de insulina e não tenho eps",
        "como faço o pré-natal sem documentos",
        "tenho hiv e não tenho papéis, recebo o tratamento?",
        "roubaram meu passaporte, posso ir ao médico?",
        "quero falar com psicólogo, não tenho dinheiro",
    ),
    "ht": (
        "mwen ansent m pa gen papye, èske y ap fè m peye",
        "m pè pou yo pa mande m papye nan lopital la",
        "tibebe m fèt isit li pa gen batistè, èske yo resevwa l",
        "èske m ka al nan ijans san asirans",
        "nou gen yon pasyan ansent san papye, èske nou resevwa l",
        "pitit mwen bezwen vaksen epi nou pa gen pèmi",
        "èske y ap rele imigrasyon si m al lopital",
        "yo pa vle ban m randevou paske m se etranje",
        "lopital la mande m peye anvan",
        "mwen bezwen ensilin m pa gen eps",
        "kijan m ka fè swivi gwosès san papye",
        "mwen gen vih m pa gen papye, èske m ka jwenn tretman",
        "yo vòlè paspò m, èske m ka wè doktè",
        "m ta renmen pale ak yon sikològ, m pa gen lajan",
    ),
}


@pytest.mark.parametrize("language", ASKED)
def test_what_most_people_come_to_ask_raises_no_alarm(detector: DangerDetector, language: str):
    alarms = {text: found.kind for text in ASKED[language] if (found := detector.detect(text))}

    assert alarms == {}
