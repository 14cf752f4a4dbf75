"""XLSForm, the spreadsheet form of questionnaires that Kobo, ODK and others use: read and written."""

from apps.instruments.xlsform.reading import read_xlsform
from apps.instruments.xlsform.sheets import Notice
from apps.instruments.xlsform.writing import write_xlsform

__all__ = ["Notice", "read_xlsform", "write_xlsform"]
