//! What the screen shows: one file a view, pane or dialog, drawn from the model and changing nothing.

pub mod dialog;
