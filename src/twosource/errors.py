"""One error tree; every error is coded, says where, and says what to do next.

TwosourceError
├── InputError      TS-READ-..   an input cannot be read as an account
├── UsageError      TS-USE-..    the call itself is wrong
├── SpanError       TS-TYPE-..   a record without exact text to rest on
├── JudgeError      TS-JUDGE-..  the language model the user asked did not answer as it should
├── StoreError      TS-STORE-..  a store cannot be used, or what is asked for is not in it
├── ExchangeError   TS-EXCH-..   a dossier cannot be written in a format, or annotations not read
├── ModelError      TS-MODEL-..  a language model or data file is missing or altered
└── LimitError      TS-LIMIT-..  an input is over a limit of size, depth or time
"""

from __future__ import annotations

MESSAGES: dict[str, str] = {
    "TS-READ-01": "the input is empty; give a file with text in it",
    "TS-READ-02": "this is no text and no input that is read; do as the words in brackets say",
    "TS-READ-03": "no such file or folder; check the path",
    "TS-READ-04": "a JSON Lines record is not valid JSON; fix or remove that line",
    "TS-READ-05": "a record has neither `text` nor `html` as a string; add one",
    "TS-READ-06": "no account was found in it; give the article itself, not a list or empty page",
    "TS-READ-07": "the file cannot be opened; check its permissions",
    "TS-READ-08": "two inputs have one id; the later one was renamed",
    "TS-READ-09": "the URL could not be fetched; check it, or save the page and give the file",
    "TS-READ-10": "the address is private or loopback; allow it by name with --allow-host",
    "TS-READ-11": "it is damaged; what could be read was kept; get it anew",
    "TS-READ-12": "the page stands behind a paywall, consent or sign-in wall; save it when open",
    "TS-READ-13": "a library is missing for this; install it as the words in brackets say",
    "TS-READ-14": "the site's robots.txt does not allow this page; save it by hand",
    "TS-READ-15": "the input could not be read for an unforeseen reason; please report it",
    "TS-READ-16": "the feed holds only summaries; give its address or the articles' addresses",
    "TS-READ-17": "a scan: pictures of pages, no text; run `ocrmypdf IN.pdf OUT.pdf`, give OUT.pdf",
    "TS-READ-18": "the file is locked; open it with its password, save it without, and give that",
    "TS-READ-19": "this format is not read; do as the words in brackets say",
    "TS-READ-20": "the record does not fit its digest; it was read as it stands, compare it with "
    "another copy",
    "TS-LIMIT-01": "the input is over the size limit; raise it with --max-bytes or split the file",
    "TS-LIMIT-02": "it nests deeper than the limit; give what lies deeper by itself",
    "TS-LIMIT-03": "the input took longer than the time limit; it was skipped",
    "TS-LIMIT-04": "there are more records than the limit; the rest was left out, split the input",
    "TS-LIMIT-05": "archives lie in one another beyond the limit; unpack them, give the folder",
    "TS-RUN-01": "a stage failed on this account and was left out for it; please report it",
    "TS-RUN-02": "an unforeseen fault; run again with TWOSOURCE_DEBUG=1 and report what it prints",
    "TS-RUN-03": "a rule failed on these accounts; all else stands; please report it",
    "TS-RUN-04": "the output could not be written; a file that was there is kept as it was",
    "TS-RUN-05": "judging failed for an unforeseen reason; all stands as without the judge; please "
    "report it",
    "TS-RUN-06": "a file of the run is not what was written; check the disk, then run again",
    "TS-RUN-07": "they were left out of the findings, as the settings say (`compared`); raise it",
    "TS-RUN-08": "the machine has another version of twosource; install one version on all",
    "TS-RUN-09": "a task failed for an unforeseen reason; what is done stands; please report it",
    "TS-RUN-10": "the engine cannot be reached or gave up; start it, or use --engine embedded, and "
    "run again: what is done stands",
    "TS-RUN-11": "this engine needs a library; run `pip install 'twosource[dask]'`",
    "TS-RUN-12": "some tasks failed; what is done stands; mend what the words say and run again",
    "TS-USE-01": "no account to work on; give at least one readable input",
    "TS-USE-02": "the output format is not known; use .html, .json or .md, or --format",
    "TS-USE-03": "the parties file is not valid; see docs/parties.md",
    "TS-USE-04": "the data folder lacks what this table needs; see --data",
    "TS-USE-05": "the index cannot be used by this version; check the path, or make another",
    "TS-USE-06": "the configuration file is not valid; see docs/judge.md",
    "TS-USE-07": "the judge cannot be asked like this; see docs/judge.md",
    "TS-USE-08": "no such exchange format; `twosource export --help` lists them",
    "TS-USE-09": "this format is no stream of text; give a place to write to with -o OUT",
    "TS-USE-10": "dossiers and inputs that are to be read do not go together; export them apart",
    "TS-USE-11": "the run's configuration is not valid; see docs/scale.md",
    "TS-USE-12": "no file is meant by this; check the path or the pattern",
    "TS-USE-13": "the desk cannot be run like this; see docs/desk.md",
    "TS-USE-14": "the desk needs libraries; run `pip install 'twosource[web]'`",
    "TS-JUDGE-01": "the judge cannot be reached; start its server or correct the address; what it "
    "did not judge stands as without it",
    "TS-JUDGE-02": "the judge answers with an error; 401 or 403: set TWOSOURCE_JUDGE_KEY; 404: the "
    "address mostly ends in /v1, and the server must know the model; 429: run again later",
    "TS-JUDGE-03": "the judge sends the question on to another address, which is never asked; give "
    "the address that answers itself",
    "TS-JUDGE-04": "the judge's answer is not of the form asked for and was left out; try a model "
    "that keeps to a JSON schema, or give its server a longer context",
    "TS-JUDGE-05": "the judge is too slow or its answer too long; it was left out; raise "
    "--judge-timeout, or try a smaller model",
    "TS-JUDGE-06": "the judge's limit is reached, the rest stands unjudged; run again to go on "
    "from there (its answers are kept), or raise the limit",
    "TS-JUDGE-07": "the judge gave verdicts on lines it was not asked about, without a known "
    "verdict, or two unlike ones on one line; they were left out; try another model",
    "TS-JUDGE-08": "the judge quoted or proposed what does not stand in the accounts or does not "
    "pass the checks; it was left out; nothing need be done",
    "TS-JUDGE-09": "the judge's answers cannot be kept, so a rerun asks again; choose a folder "
    "that can be written with --judge-cache",
    "TS-STORE-01": "there is no store; check the address, or make one with `twosource add`",
    "TS-STORE-02": "this is no store of twosource, and was left as it is; give another path",
    "TS-STORE-03": "the store was made by a newer version of twosource; update the program",
    "TS-STORE-04": "another call writes to the store for very long; wait for it and run again",
    "TS-STORE-05": "the store cannot be read or written; do as the words in brackets say, then run "
    "again; what was acknowledged stands",
    "TS-STORE-06": "a PostgreSQL store needs a library; run `pip install 'twosource[postgres]'`",
    "TS-STORE-07": "no such story or account in the store; `twosource stories` lists the stories",
    "TS-STORE-08": "the store is damaged; run `twosource store check`, and take the last export",
    "TS-STORE-09": "this cannot be imported; give a file made by `twosource store export`",
    "TS-STORE-10": "the feed list could not be read; give an OPML file, or the address of a feed",
    "TS-STORE-11": "this cannot be decided; do as the words in brackets say",
    "TS-STORE-12": "there is no such decision, or none to undo or redo; `twosource review log` "
    "lists them",
    "TS-EXCH-01": "this is no dossier that can be exported; give what `twosource dossier "
    "--format json` wrote",
    "TS-EXCH-02": "another version wrote the dossier; make it anew with `twosource dossier`",
    "TS-EXCH-03": "the folder holds other files, which stay; give a new name or an empty folder",
    "TS-EXCH-04": "a library is missing for this format; install it as the words in brackets say",
    "TS-EXCH-05": "the annotations cannot be read; give the file as the tool exported it",
    "TS-EXCH-06": "the quoted words do not stand in the account; the annotation was left out, "
    "quote them as they stand there",
    "TS-EXCH-07": "the quoted words stand in several places; the annotation was left out, give "
    "the words before and behind them",
    "TS-EXCH-08": "the annotation is of an account or record that the dossier does not have; it "
    "was left out, give the dossier it was made on",
    "TS-EXCH-09": "the annotation does not say what it decides; it was left out, see "
    "docs/exchange.md",
    "TS-EXCH-10": "the annotation may be of several of the stories; it was left out, give only the "
    "dossier it was made on",
    "TS-TYPE-01": "a span must be non-empty and start at 0 or later",
    "TS-TYPE-02": "a record must rest on at least one exact span",
    "TS-TYPE-03": "a span reaches outside the text of its account",
    "TS-MODEL-01": "the language model is not installed; run the set-up of the README",
    "TS-MODEL-02": "a model file is not the one this version was built with; reinstall",
    "TS-MODEL-03": "a data file of the package is damaged; reinstall",
}  # fmt: skip


class TwosourceError(Exception):
    """Base of all errors.

    Args:
        code: a key of :data:`MESSAGES`.
        where: what it is about: a path, a record, a span.
    """

    def __init__(self, code: str, where: str = "") -> None:
        self.code = code
        self.where = where
        place = f"{where}: " if where else ""
        super().__init__(f"{code} {place}{MESSAGES[code]}")


class InputError(TwosourceError):
    """An input cannot be read as an account."""


class UsageError(TwosourceError):
    """The call itself is wrong; exit status 2."""


class SpanError(TwosourceError, ValueError):
    """A record without exact text to rest on."""


class RunError(TwosourceError):
    """A fault of ours, named so that it can be reported."""


class JudgeError(TwosourceError):
    """The judge did not answer as it should; what it did not judge stands as it was."""


class StoreError(TwosourceError):
    """A store cannot be used, or what is asked for is not in it."""


class ExchangeError(TwosourceError):
    """A dossier cannot be written in a format, or annotations of one cannot be read."""


class ModelError(TwosourceError):
    """A language model or a data file is missing or altered."""


class LimitError(InputError):
    """An input is over a limit of size, depth or time."""
