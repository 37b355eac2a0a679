"""`vedette`: one command with sub-commands; exit code 2 for what the operator can change."""

import sys
from typing import NoReturn

import typer

from pipelines.cli import feeds
from pipelines.cli.annotate import annotate
from pipelines.cli.evaluate import evaluate
from pipelines.cli.publish import publish
from pipelines.cli.run import run
from pipelines.cli.schema import schema
from schemas.errors import ConfigError, VedetteError
from schemas.version import __version__

app = typer.Typer(
    name="vedette",
    help="News monitoring: who claims what about which forces, where, when, and is it denied.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(run)
app.command()(annotate)
app.command()(publish)
app.command()(schema)
app.command()(evaluate)
app.add_typer(feeds.app, name="feeds")


@app.callback(invoke_without_command=True)
def _version(version: bool = typer.Option(False, "--version", help="Print the version.")) -> None:
    if version:
        typer.echo(f"vedette {__version__}")
        raise typer.Exit


def main() -> NoReturn:
    """Runs the command line; exits 0 when done, 1 when the run failed, 2 on a usage error."""
    try:
        code = typer.main.get_command(app).main(standalone_mode=False)
    except typer.TyperException as error:
        code = _complain(error.format_message(), 2)
    except ConfigError as error:
        code = _complain(str(error), 2)
    except VedetteError as error:
        code = _complain(str(error), 1)
    except BrokenPipeError:  # the reader of our output has left: `vedette schema | head`
        sys.stderr.close()
        code = 0
    sys.exit(code or 0)


def _complain(message: str, code: int) -> int:
    if message:  # without a command, the help has been printed and there is no more to say
        typer.echo(f"vedette: {' '.join(message.split())}", err=True)
    return code


if __name__ == "__main__":
    main()
