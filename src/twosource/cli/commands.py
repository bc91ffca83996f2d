"""The commands by name: each is loaded when it is called, and help reads this list alone.

So ``twosource --help`` and tab completion wait for no stage, no format and no library of one.
"""

from __future__ import annotations

from importlib import import_module

import click

HOMES: dict[str, tuple[str, str, str]] = {
    "add": (
        "storing",
        "add_command",
        "Put accounts into a store, which is made where there is none.",
    ),
    "bench": (
        "bench",
        "bench_command",
        "Measure accuracy and speed against the peers, in the same run.",
    ),
    "compare": ("stages", "compare_command", "Tell what accounts agree on, and where they differ."),
    "completion": (
        "completion",
        "completion_command",
        "Print the line that turns on tab completion in your shell.",
    ),
    "dossier": ("report", "dossier_command", "Make the dossier of each story among the inputs."),
    "events": ("stages", "events_command", "Find who did what to whom, in the 16 types of PLOVER."),
    "export": ("exporting", "export_command", "Write dossiers in a format that other tools open."),
    "group": (
        "stages",
        "group_command",
        "Tell which accounts belong to one story, one line per account.",
    ),
    "import": (
        "exporting",
        "import_command",
        "Take annotations of a dossier back as reviews of its records.",
    ),
    "positions": (
        "stages",
        "positions_command",
        "Find what each party demands, offers, refuses or threatens.",
    ),
    "read": (
        "stages",
        "read_command",
        "Read pages and dumps into accounts, one JSON object a line.",
    ),
    "review": (
        "review",
        "review_group",
        "Say what you know better of a store: decisions that hold.",
    ),
    "run": ("running", "run_command", "Run the pipeline over many files, into tables or a store."),
    "search": (
        "storing",
        "search_command",
        "Search the accounts of a store: full text, in any script.",
    ),
    "serve": ("serve", "serve_command", "Open the desk: read and review stories in a browser."),
    "statements": (
        "stages",
        "statements_command",
        "Find who said what, to whom: source, cue and content.",
    ),
    "store": ("storing", "store_group", "Look after a store: check, compact, export, import, log."),
    "stories": (
        "storing",
        "stories_command",
        "List the stories of a store, those first that grew last.",
    ),
    "trace": (
        "stages",
        "trace_command",
        "Tell which account was derived from which, with the evidence.",
    ),
    "watch": (
        "watch",
        "watch_command",
        "Poll feeds into a store, and write a digest of what changed.",
    ),
}
"""Command -> its module, its name there, its summary (the tests hold it against the command's)."""


class Commands(click.Group):
    """A group whose commands are loaded one by one."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, sorted."""
        return sorted(HOMES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, loaded now; ``None`` where there is none of that name."""
        if cmd_name not in HOMES:
            return None
        module, name, _ = HOMES[cmd_name]
        found: click.Command = getattr(import_module(f"twosource.cli.{module}"), name)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands in the help, from the summaries alone."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, HOMES[name][2]) for name in self.list_commands(ctx)])
