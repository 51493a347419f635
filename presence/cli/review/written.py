"""Writes the review that was asked for into files; here alone the command loads Qt."""

import os
from argparse import Namespace
from pathlib import Path

from presence.cli.context import Context
from presence.core.review import Comparison, PeriodReview
from presence.texts import _


def write_files(
    context: Context, arguments: Namespace, review: PeriodReview, comparison: Comparison | None
) -> int:
    """Each file that was named; the exit code. Raises Refused, and then that file is not there."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # it is painted, and nobody need see it
    from PySide6.QtGui import QGuiApplication

    from presence.drawing.review.page import ReviewPage
    from presence.exchange.review.files import Kind, write_review
    from presence.ui.review.paper import paper_style

    application = QGuiApplication.instance() or QGuiApplication(["presence"])
    groups = {group.name: group.people for group in context.reviews.groups()}
    page = ReviewPage(
        review, context.reviews.kinds(), context.now, comparison=comparison, people_of=groups
    )
    style = paper_style()
    written = []
    for kind in Kind:
        path = getattr(arguments, kind.value)
        if path:
            path = str(Path(path).expanduser())
            names = bool(arguments.with_names)
            write_review(path, kind, page, style, names, bool(arguments.force))
            written.append(path)
    del application
    if context.as_json:
        context.say_record({"files": [os.path.abspath(path) for path in written]})
    else:
        for path in written:
            context.say(_("Written: {path}").format(path=path))
    return 0
