//! Closed lists of words: one table defines an enum, its spelling, its parser and its candidates.

/// An enum whose values are words that the store uses.
pub trait Word: Copy + Eq + Sized + 'static {
    /// Name of the list in messages, such as `kind`.
    const LIST: &'static str;
    /// Every value, in the order of the documentation.
    const ALL: &'static [Self];

    /// Returns the word as the store writes it.
    fn word(self) -> &'static str;

    /// Returns the words as the store writes them, in the order of [`Word::ALL`].
    fn candidates() -> Vec<&'static str> {
        Self::ALL.iter().map(|w| w.word()).collect()
    }
}

/// The error for a text that is not a word of a list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown {list} `{text}`")]
pub struct UnknownWord {
    /// Name of the list, such as `kind`.
    pub list: &'static str,
    /// The unknown word, as written.
    pub text: String,
    /// The words of the list.
    pub(crate) candidates: Vec<&'static str>,
}

macro_rules! words {
    ($(#[$meta:meta])* pub enum $name:ident: $list:literal { $($(#[$vmeta:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$vmeta])* $variant,)+ }

        impl $crate::event::Word for $name {
            const LIST: &'static str = $list;
            const ALL: &'static [Self] = &[$(Self::$variant),+];

            fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad($crate::event::Word::word(*self))
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::event::UnknownWord;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                <Self as $crate::event::Word>::ALL
                    .iter()
                    .copied()
                    .find(|w| $crate::event::Word::word(*w) == text)
                    .ok_or_else(|| $crate::event::UnknownWord {
                        list: $list,
                        text: text.to_owned(),
                        candidates: <Self as $crate::event::Word>::candidates(),
                    })
            }
        }
    };
}
pub(crate) use words;
