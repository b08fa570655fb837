"""Meeting material on paper: tagged, archivable PDF from frozen content. ReportLab and pikepdf live here only."""
