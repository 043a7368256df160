//! The signs of a comparison: `>`, `>=`, `<`, `<=`, `=`.

/// A comparison operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Compare {
    Is,
    Over,
    AtLeast,
    Under,
    AtMost,
}

impl Compare {
    /// Splits a text into its sign and the rest; without a sign it is `=`.
    pub(super) fn split(text: &str) -> (Self, &str) {
        let signs = [
            (">=", Self::AtLeast),
            ("<=", Self::AtMost),
            ("≥", Self::AtLeast),
            ("≤", Self::AtMost),
            (">", Self::Over),
            ("<", Self::Under),
            ("=", Self::Is),
        ];
        signs
            .into_iter()
            .find_map(|(sign, compare)| Some((compare, text.strip_prefix(sign)?.trim_start())))
            .unwrap_or((Self::Is, text))
    }

    /// Returns how the sign is written in normal form.
    pub(super) fn sign(self) -> &'static str {
        match self {
            Self::Is => "",
            Self::Over => ">",
            Self::AtLeast => ">=",
            Self::Under => "<",
            Self::AtMost => "<=",
        }
    }
}
