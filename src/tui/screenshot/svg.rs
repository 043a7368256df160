//! A screen as an SVG picture: a rectangle for each stretch of a background, text for each stretch of a style.

use std::fmt::Write as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use crate::tui::view::wide;

/// The size of a cell, and how far below its top the text stands.
const WIDTH: u16 = 9;
const HEIGHT: u16 = 18;
const BASE: u16 = 14;
/// What the terminal's own colours are drawn with.
const TEXT: &str = "#d8d8d8";
const GROUND: &str = "#16181c";

/// Returns the picture of a screen.
pub(super) fn of(buffer: &Buffer, title: &str) -> String {
    let (width, height) = (buffer.area.width * WIDTH, buffer.area.height * HEIGHT);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" font-size=\"15\" xml:space=\"preserve\" \
         font-family=\"'DejaVu Sans Mono','Liberation Mono',Menlo,Consolas,monospace\">\n\
         <title>{}</title>\n<rect width=\"{width}\" height=\"{height}\" fill=\"{GROUND}\"/>\n",
        escaped(title)
    );
    for y in 0..buffer.area.height {
        let cells = row(buffer, y);
        stretches(
            &cells,
            |cell| colours(cell.cell).1,
            |cells, ground| {
                if ground != GROUND {
                    let _ = writeln!(
                        out,
                        "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{HEIGHT}\" fill=\"{ground}\"/>",
                        cells[0].x * WIDTH,
                        y * HEIGHT,
                        cells.iter().map(|cell| cell.wide * WIDTH).sum::<u16>()
                    );
                }
            },
        );
        stretches(
            &cells,
            |cell| (colours(cell.cell).0, look(cell.cell), is_block(cell.cell)),
            |cells, style| {
                let (ink, look, blocks) = style;
                if blocks {
                    for cell in cells {
                        block(cell, y, &ink, &mut out);
                    }
                } else {
                    text(cells, y, &ink, look, &mut out);
                }
            },
        );
    }
    out + "</svg>\n"
}

/// A cell that shows something of its own.
struct Shown<'b> {
    x: u16,
    wide: u16,
    cell: &'b Cell,
}

fn row(buffer: &Buffer, y: u16) -> Vec<Shown<'_>> {
    let (mut x, mut cells) = (0, Vec::new());
    while let Some(cell) = buffer.cell((x, y)).filter(|_| x < buffer.area.width) {
        let wide = wide(cell);
        cells.push(Shown { x, wide, cell });
        x += wide;
    }
    cells
}

/// Calls `draw` with each longest stretch of cells that are alike.
fn stretches<'b, K: PartialEq>(
    cells: &[Shown<'b>],
    key: impl Fn(&Shown<'b>) -> K,
    mut draw: impl FnMut(&[Shown<'b>], K),
) {
    for stretch in cells.chunk_by(|one, other| key(one) == key(other)) {
        if let Some(first) = stretch.first() {
            draw(stretch, key(first));
        }
    }
}

/// Text and background of a cell, the right way round.
fn colours(cell: &Cell) -> (String, String) {
    let (ink, ground) = (hex(cell.fg, TEXT), hex(cell.bg, GROUND));
    if cell.modifier.contains(Modifier::REVERSED) { (ground, ink) } else { (ink, ground) }
}

/// The modifiers that are drawn.
fn look(cell: &Cell) -> Modifier {
    cell.modifier
        & (Modifier::BOLD | Modifier::DIM | Modifier::ITALIC | Modifier::UNDERLINED | Modifier::CROSSED_OUT)
}

fn text(cells: &[Shown<'_>], y: u16, ink: &str, look: Modifier, out: &mut String) {
    let drawn: String = cells.iter().map(|cell| cell.cell.symbol()).collect();
    let decorated = look.intersects(Modifier::UNDERLINED | Modifier::CROSSED_OUT);
    if drawn.trim().is_empty() && !decorated {
        return;
    }
    let mut style = String::new();
    for (modifier, attribute) in [
        (Modifier::BOLD, " font-weight=\"bold\""),
        (Modifier::DIM, " opacity=\"0.7\""),
        (Modifier::ITALIC, " font-style=\"italic\""),
        (Modifier::UNDERLINED, " text-decoration=\"underline\""),
        (Modifier::CROSSED_OUT, " text-decoration=\"line-through\""),
    ] {
        if look.contains(modifier) {
            style.push_str(attribute);
        }
    }
    let x = cells.first().map_or(0, |cell| cell.x) * WIDTH;
    let length: u16 = cells.iter().map(|cell| cell.wide * WIDTH).sum();
    // The length keeps columns where they are, whatever font there is.
    let _ = writeln!(
        out,
        "<text x=\"{x}\" y=\"{}\" textLength=\"{length}\" lengthAdjust=\"spacingAndGlyphs\" fill=\"{ink}\"{style}>{}</text>",
        y * HEIGHT + BASE,
        escaped(&drawn)
    );
}

/// Whether terminals draw the sign themselves, from edge to edge.
fn is_block(cell: &Cell) -> bool {
    part(cell.cell_char()).is_some()
}

trait Sign {
    fn cell_char(&self) -> char;
}

impl Sign for Cell {
    fn cell_char(&self) -> char {
        self.symbol().chars().next().unwrap_or(' ')
    }
}

/// Returns left edge, top edge, width and height of a block in eighths of its cell, and how dense it is in hundredths.
fn part(sign: char) -> Option<(u16, u16, u16, u16, u16)> {
    Some(match sign {
        '█' => (0, 0, 8, 8, 100),
        '░' => (0, 0, 8, 8, 25),
        '▒' => (0, 0, 8, 8, 50),
        '▓' => (0, 0, 8, 8, 75),
        '▌' => (0, 0, 4, 8, 100),
        '▐' => (4, 0, 4, 8, 100),
        '▀' => (0, 0, 8, 4, 100),
        '▁'..='▇' => {
            let eighths = (sign as u32 - '▁' as u32 + 1) as u16;
            (0, 8 - eighths, 8, eighths, 100)
        }
        _ => return None,
    })
}

fn block(shown: &Shown<'_>, y: u16, ink: &str, out: &mut String) {
    let Some((left, top, width, height, dense)) = part(shown.cell.cell_char()) else { return };
    let eighths = |of: u16, size: u16| f32::from(of) * f32::from(size) / 8.0;
    let opacity = if dense < 100 { format!(" opacity=\"0.{dense}\"") } else { String::new() };
    let _ = writeln!(
        out,
        "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{ink}\"{opacity}/>",
        f32::from(shown.x * WIDTH) + eighths(left, WIDTH),
        f32::from(y * HEIGHT) + eighths(top, HEIGHT),
        eighths(width, WIDTH),
        eighths(height, HEIGHT),
    );
}

fn hex(colour: Color, own: &str) -> String {
    match colour {
        Color::Rgb(r, g, b) => format!("#{r:02x}{g:02x}{b:02x}"),
        _ => own.to_owned(),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
