import re
import sys
from subprocess import run

from schemas.describe import VOCABULARIES
from schemas.export_markdown import README, render_readme
from schemas.streams import STREAMS


def test_the_readme_is_the_generated_text() -> None:
    current = README.read_text(encoding="utf-8")
    assert current == render_readme(), "schemas/README.md is out of date: run `make schemas`"


def test_the_readme_has_every_stream_and_every_closed_list() -> None:
    headings = re.findall(r"^##+ (\w+)$", render_readme(), re.MULTILINE)
    assert set(headings) >= {*STREAMS, *VOCABULARIES}


def test_every_link_of_the_readme_has_its_heading() -> None:
    text = render_readme()
    anchors = {heading.lower() for heading in re.findall(r"^##+ (.+)$", text, re.MULTILINE)}
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= anchors


def test_describing_needs_no_foreign_library() -> None:
    modules = "describe export_arrow export_avro export_bigquery export_jsonschema export_postgres"
    imports = "; ".join(f"import schemas.{module}" for module in modules.split())
    code = f"import sys; {imports}; print('pyarrow' in sys.modules or 'fastavro' in sys.modules)"
    done = run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
