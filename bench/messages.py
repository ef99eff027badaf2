"""What is asked of both sides: a fixed list of messages as people write them, and one report journey.

None of them stands in the training data. A message is the same act on both sides, said in each side's
own way: a typed text is the text; a button is our press there, a payload with a slash here.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

SideName = Literal["ours", "stock", "stock-utter"]

FIRST = "tengo el ppt vencido"
"""The message whose answer ends a start."""

FIRST_TOPIC = "ppt-vencido"


@dataclass(frozen=True, slots=True)
class Act:
    """One thing a person does.

    Attributes:
        text: Typed; empty when a button is pressed.
        press: Our button's data.
        payload: The stock side's button; where it has one, it is pressed instead of typing.
    """

    text: str = ""
    press: str = ""
    payload: str = ""

    def body(self, side: SideName, person: str) -> dict[str, Any]:
        """The JSON body that carries it to a side."""
        if side == "ours":
            said = {"text": self.text} if self.text else {"press": self.press}
            return {**said, "session": person, "language": "es"}
        return {"sender": person, "message": self.payload or self.text}


TEXTS = (
    "hola muy buenas, cómo le va",
    "llegué hace dos meses de Maracaibo y no tengo ningún papel, me atienden?",
    "el permiso se me vence el mes q viene, toca renovarlo o que",
    "como hago pa sacar el ppt por primera vez",
    "me pidieron el ppt para entrar a urgencia y no lo tengo",
    "mi esposa tiene 7 meses de embarazo y no le dan control",
    "el bebe nació ayer en el hospital, como lo registro",
    "donde ponen las vacunas a los niños venezolanos gratis",
    "cuanto me cobran por una consulta si no tengo eps",
    "que es el sisben y como hago la encuesta",
    "soy venezolana con ppt como me afilio a salud",
    "que documentos llevo para afiliarme a la eps",
    "quiero cambiarme de eps porque esta no me da citas",
    "no me entregan los medicamentos para la tensión",
    "llevo tres meses esperando cita con el especialista",
    "el hospital no me quiso atender y me sacó",
    "como pongo una tutela contra la eps",
    "donde me quejo, en la supersalud?",
    "tengo vih y se me acabaron las pastillas",
    "mi hermano tose sangre hace un mes y esta muy flaco",
    "le encontraron un tumor a mi mamá, el tratamiento se lo cubren?",
    "mi niño tiene autismo y necesita terapias",
    "soy una mujer trans y en el consultorio se burlan",
    "soy wayuu y vivo en los dos lados de la frontera",
    "nos desplazaron de arauca, tenemos derecho a salud",
    "mi papá tiene 78 años y vino a vivir conmigo, lo puedo afiliar",
    "voy caminando hacia ecuador y me duelen mucho los pies",
    "me trajeron con engaños y me quitaron el pasaporte",
    "estoy embarazada y no quiero tenerlo",
    "no puedo dormir desde que llegué, lloro todo el día",
    "tengo solicitud de refugio, con el salvoconducto me atienden",
    "el pep ya no sirve cierto",
    "mi hijo tiene ppt y yo no, hay un permiso para los papás",
    "soy colombiano retornado de venezuela, como activo mi salud",
    "cómo entro al régimen subsidiado",
    "me toca pagar copago en el subsidiado",
    "quién le paga al hospital si el paciente es migrante irregular",
    "qué código de documento va en el RIPS para un ppt",
    "la factura de un paciente sin afiliación a qué entidad se la radico",
    "en la droguería me dijeron venezolana de m y no me atendieron",
    "qué es el decálogo del buen trato",
    "como debo tratar a un paciente extranjero que no habla español",
    "no hablo bien español, me pueden poner un traductor",
    "quiero aprender sobre el tema, hay un curso o preguntas",
    "dónde queda el centro de salud más cercano en Cúcuta",
    "qué hacen con mis datos, esto es anónimo?",
    "quiero hablar con una persona de verdad",
    "me puede hablar en inglés",
    "muchas gracias por todo lo que me explicó",
    "qué puedes hacer, muéstrame el menú",
    "quién ganó el partido anoche",
    "el guarda no me dejó pasar a la puerta de urgencias ayer",
    "mi bebé de 4 meses no tiene registro y le piden documento para la vacuna",
    "puedo ir al médico con la cédula venezolana vencida",
    "la EPS dice que mi documento no aparece en el sistema",
    "me negaron el parto porque no tenía seguro",
    "cuánto se demora el ppt en llegar después de las huellas",
    "a mi vecina le pega el marido y no sabe a dónde ir",
    "necesito la pastilla anticonceptiva y no me la dan",
    "un señor mayor sin papeles con diabetes puede recibir insulina",
    "me exigen pagar antes de hacerme el examen",
    "el paciente solo tiene pasaporte, lo puedo atender en consulta externa",
    "asdf jkl qwerty",
    "chao, que esté bien",
    "que derechos tienen los niños migrantes en salud",
    "mi ppt está en trámite y la eps no me afilia",
)
"""Typed messages: topics for migrants and for staff, small talk, nonsense."""

_STORY = "Fui con mi hijo que tenía fiebre y en la entrada dijeron que sin papeles no nos atendían, esperamos afuera."


def _set(index: int, slot: str, value: str) -> Act:
    return Act(press=f"set:{index}={value}", payload="/informar" + json.dumps({slot: value}))


JOURNEY = (
    Act(press="report", payload="/reportar-barrera"),
    _set(0, "report_barrier", "urg.papeles"),
    _set(1, "report_place", "54001"),
    Act(press="set:10=story", payload='/informar{"report_groups": "sin-dato"}'),
    Act(text=_STORY),
    Act(text="sí, acepto que lo guarden", payload='/informar{"report_consent": "si"}'),
)
"""A barrier report from the first button to the receipt; both sides keep it in SQLite. The consent is typed: our button
for it carries the fingerprint of the preview it stands below.

Our web chat shows two more screens on the way (families of barriers, municipalities of a territory), which
never reach Rasa. They are left out: a stock form has no such screens, and they would flatter us.
"""

_UNITS: tuple[tuple[Act, ...], ...] = (
    *((Act(text=text),) for text in TEXTS[: len(TEXTS) // 2]),
    JOURNEY,
    *((Act(text=text),) for text in TEXTS[len(TEXTS) // 2 :]),
)


def walk(person: int, people: int, at_least: int) -> list[Act]:
    """What one of several people does; all together go through the list evenly.

    Args:
        person: Which, from 0.
        people: How many there are.
        at_least: Messages to send; a journey once begun is finished.
    """
    place = person * len(_UNITS) // people
    acts: list[Act] = []
    while len(acts) < at_least:
        acts += _UNITS[place % len(_UNITS)]
        place += 1
    return acts


def whole_list() -> list[Act]:
    """Every message once, the journey among them."""
    return [act for unit in _UNITS for act in unit]


def bodies(side: SideName, walks: Sequence[Sequence[Act]], tag: str) -> list[list[str]]:
    """Walks as JSON bodies for a side, one list a person; sessions are new for each tag.

    Args:
        side: For whom.
        walks: One a person.
        tag: Part of the sessions' names, letters and digits.
    """
    return [
        [json.dumps(act.body(side, f"bench-person-{tag}-{number:06d}")) for act in acts]
        for number, acts in enumerate(walks)
    ]
