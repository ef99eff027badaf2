import json
import subprocess
import sys

PROGRAM = """
import importlib, json, pkgutil, sys
import redes
found = ["redes"] + [m.name for m in pkgutil.walk_packages(redes.__path__, "redes.") if ".migrations" not in m.name]
for name in found:
    importlib.import_module(name)
print(json.dumps({"found": found, "loaded": sorted(sys.modules)}))
"""


def test_the_library_brings_no_face_and_no_start_up_with_it():
    answer = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, check=True, text=True)
    seen = json.loads(answer.stdout)

    assert {"redes.content.load", "redes.store.work", "redes.privacy.scrub", "redes.dialogue"} <= set(seen["found"])
    forbidden = {"telegram", "rasa", "rasa_sdk", "bot", "actions", "panel", "launch"}
    assert {name.partition(".")[0] for name in seen["loaded"]} & forbidden == set()


def test_only_the_store_brings_the_database_with_it():
    program = "import sys, redes.content.load, redes.content.search, redes.privacy.scrub, redes.safety.detect, redes.reports.intake; print('sqlalchemy' in sys.modules)"

    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)

    assert answer.stdout == "False\n"


def test_the_panels_documents_and_its_solver_cost_no_start():
    program = "import sys, panel.app; panel.app.find_pages(); print(sorted({'docx', 'xlsxwriter', 'highspy', 'numpy', 'matplotlib'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
