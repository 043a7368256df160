//! Closed lists of words: one table gives the enum, its spelling, its parser and its candidates.

/// An enum whose values are words of the store.
pub trait Word: Copy + Eq + Sized + 'static {
    /// What the list is called in messages, `kind`.
    const LIST: &'static str;
    /// Every value in the order of the documentation.
    const ALL: &'static [Self];

    /// The word as the store writes it.
    fn word(self) -> &'static str;

    /// The words as the store writes them, in the order of [`Word::ALL`].
    fn candidates() -> Vec<&'static str> {
        Self::ALL.iter().map(|w| w.word()).collect()
    }
}

/// A text that is none of a list's words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown {list} `{text}`")]
pub struct UnknownWord {
    /// What was to be read, `kind`.
    pub list: &'static str,
    /// What stood there.
    pub text: String,
    /// What may stand there.
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
