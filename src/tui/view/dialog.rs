//! Drawing the dialogs.
//!
//! ```text
//! ╭ Actors ───────────────────── 12 of 231 ╮   title, what is listed
//! │   › krem▏                              │   what is typed
//! │                                        │
//! │   + Kremlin   Кремль     office    47  │   rows, the selected one on its ground
//! │                                        │
//! │   actor:kremlin                        │   what Enter will do
//! ╰ Tab include   Enter apply   Esc leave ─╯   keys
//! ```

mod date;
mod event_form;
mod export;
mod help;
mod lists;
mod prompts;
mod sheet;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::tui::dialog::{Dialog, DialogContext};
use crate::tui::theme::Theme;
use sheet::DialogCanvas;

/// Draws `dialog` over what stands in `screen`, which begins at the first cell of `buffer`.
pub(crate) fn draw(
    dialog: &Dialog,
    desk: DialogContext<'_>,
    screen: Rect,
    buffer: &mut Buffer,
    theme: Theme,
) {
    let size = (screen.width, screen.height);
    let mut sheet = DialogCanvas::new(buffer, theme, dialog.frame(size));
    sheet.clear();
    match dialog {
        Dialog::Picker(it) => lists::picker(it, size, &mut sheet),
        Dialog::Palette(it) => lists::palette(it, &mut sheet),
        Dialog::Places(it) => lists::places(it, desk.keys, &mut sheet),
        Dialog::Zone(it) => lists::zone(it, &mut sheet),
        Dialog::Follow(it) => lists::follow(it, &mut sheet),
        Dialog::Date(it) => date::draw(it, size, &mut sheet),
        Dialog::GoTo(it) => prompts::go_to(it, desk.now, &mut sheet),
        Dialog::SaveView(it) => prompts::save_view(it, &mut sheet),
        Dialog::Notice(it) => prompts::notice(it, &mut sheet),
        Dialog::Help(it) => help::draw(it, &mut sheet),
        Dialog::Export(it) => export::draw(it, &mut sheet),
        Dialog::EventForm(it) => event_form::draw(it, size, &mut sheet),
    }
}

#[cfg(test)]
mod tests;
