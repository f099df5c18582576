"""``parley completion``."""

from __future__ import annotations

import click

from parley.cli.options import Command, Word


@click.command(
    cls=Command,
    examples="""eval "$(parley completion bash)"
                parley completion zsh >> ~/.zshrc
                parley completion fish > ~/.config/fish/completions/parley.fish""",
)
@click.argument("shell", type=Word("shell", ("bash", "zsh", "fish")))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the completion script of SHELL: bash, zsh or fish."""
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    if found is None:
        raise click.ClickException(f"this version of click has no completion for {shell}")
    click.echo(found(context.find_root().command, {}, "parley", "_PARLEY_COMPLETE").source())
