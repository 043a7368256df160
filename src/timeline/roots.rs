//! Independent roots of a report: copies are not corroboration.
