//! The colours of each theme, in true colour and in the fixed part of the 256.

use ratatui::style::Color;

use super::{Depth, Look};
use crate::event::Kind;

pub(super) struct Palette {
    pub(super) ground: Color,
    pub(super) selected: Color,
    /// Land on a map, which text may stand on.
    pub(super) land: Color,
    pub(super) text: Color,
    pub(super) strong: Color,
    pub(super) dim: Color,
    pub(super) rule: Color,
    pub(super) frame: Color,
    pub(super) meeting: Color,
    pub(super) statement: Color,
    pub(super) strike: Color,
    pub(super) other: Color,
    pub(super) matched: Color,
    pub(super) warning: Color,
    pub(super) focus: Color,
}

impl Palette {
    pub(super) fn kind(&self, kind: Kind) -> Color {
        match kind {
            Kind::Meeting => self.meeting,
            Kind::Statement => self.statement,
            Kind::Strike => self.strike,
            Kind::Other => self.other,
        }
    }
}

/// The palette, where colours may carry text.
pub(super) fn of(look: Look, depth: Depth) -> Option<&'static Palette> {
    match (look, depth) {
        (Look::None, _) | (_, Depth::Mono | Depth::Sixteen) => None,
        (Look::Dark, Depth::True) => Some(&DARK),
        (Look::Light, Depth::True) => Some(&LIGHT),
        (Look::HighContrast, Depth::True) => Some(&HIGH_CONTRAST),
        (Look::Dark, Depth::Indexed) => Some(&DARK_INDEXED),
        (Look::Light, Depth::Indexed) => Some(&LIGHT_INDEXED),
        (Look::HighContrast, Depth::Indexed) => Some(&HIGH_CONTRAST_INDEXED),
    }
}

const fn rgb(hex: u32) -> Color {
    Color::Rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

static DARK: Palette = Palette {
    ground: rgb(0x15_18_1e),
    selected: rgb(0x2a_33_42),
    land: rgb(0x23_2a_35),
    text: rgb(0xd6_db_e3),
    strong: rgb(0xf2_f5_f9),
    dim: rgb(0x9a_a5_b4),
    rule: rgb(0x3b_43_50),
    frame: rgb(0x66_71_82),
    meeting: rgb(0x79_b8_ff),
    statement: rgb(0xe3_b3_41),
    strike: rgb(0xff_8c_82),
    other: rgb(0x9b_d1_a5),
    matched: rgb(0x5f_e3_d3),
    warning: rgb(0xff_ab_5e),
    focus: rgb(0xc3_a6_ff),
};

static LIGHT: Palette = Palette {
    ground: rgb(0xfb_fa_f7),
    selected: rgb(0xdd_e6_f2),
    land: rgb(0xea_e7_df),
    text: rgb(0x24_29_2f),
    strong: rgb(0x0b_0e_12),
    dim: rgb(0x57_60_6a),
    rule: rgb(0xcf_d3_d9),
    frame: rgb(0x7d_86_91),
    meeting: rgb(0x0a_57_ad),
    statement: rgb(0x7a_4d_00),
    strike: rgb(0xb3_21_1b),
    other: rgb(0x1c_6b_3a),
    matched: rgb(0x00_6a_70),
    warning: rgb(0x97_40_00),
    focus: rgb(0x6a_3f_b5),
};

static HIGH_CONTRAST: Palette = Palette {
    ground: rgb(0x00_00_00),
    selected: rgb(0x12_2b_5c),
    land: rgb(0x30_30_30),
    text: rgb(0xff_ff_ff),
    strong: rgb(0xff_ff_ff),
    dim: rgb(0xdd_dd_dd),
    rule: rgb(0x8a_8a_8a),
    frame: rgb(0xff_ff_ff),
    meeting: rgb(0x9a_d2_ff),
    statement: rgb(0xff_d7_5f),
    strike: rgb(0xff_b3_ab),
    other: rgb(0xa6_f0_b5),
    matched: rgb(0x7f_ff_f0),
    warning: rgb(0xff_c9_8a),
    focus: rgb(0xe2_cc_ff),
};

static DARK_INDEXED: Palette = Palette {
    ground: Color::Indexed(234),
    selected: Color::Indexed(237),
    land: Color::Indexed(236),
    text: Color::Indexed(253),
    strong: Color::Indexed(255),
    dim: Color::Indexed(248),
    rule: Color::Indexed(239),
    frame: Color::Indexed(243),
    meeting: Color::Indexed(111),
    statement: Color::Indexed(179),
    strike: Color::Indexed(210),
    other: Color::Indexed(115),
    matched: Color::Indexed(80),
    warning: Color::Indexed(215),
    focus: Color::Indexed(183),
};

static LIGHT_INDEXED: Palette = Palette {
    ground: Color::Indexed(231),
    selected: Color::Indexed(254),
    land: Color::Indexed(255),
    text: Color::Indexed(235),
    strong: Color::Indexed(16),
    dim: Color::Indexed(240),
    rule: Color::Indexed(251),
    frame: Color::Indexed(244),
    meeting: Color::Indexed(25),
    statement: Color::Indexed(58),
    strike: Color::Indexed(124),
    other: Color::Indexed(22),
    matched: Color::Indexed(23),
    warning: Color::Indexed(88),
    focus: Color::Indexed(55),
};

static HIGH_CONTRAST_INDEXED: Palette = Palette {
    ground: Color::Indexed(16),
    selected: Color::Indexed(18),
    land: Color::Indexed(236),
    text: Color::Indexed(231),
    strong: Color::Indexed(231),
    dim: Color::Indexed(252),
    rule: Color::Indexed(245),
    frame: Color::Indexed(231),
    meeting: Color::Indexed(117),
    statement: Color::Indexed(221),
    strike: Color::Indexed(217),
    other: Color::Indexed(157),
    matched: Color::Indexed(123),
    warning: Color::Indexed(222),
    focus: Color::Indexed(189),
};
