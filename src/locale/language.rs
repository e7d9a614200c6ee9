//! The languages of the product, and words that exist in both.

use serde::{Deserialize, Serialize};

/// A language of the product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Language {
    /// Persian, written right to left.
    Persian,
    /// English.
    English,
}

impl Language {
    /// The tag of BCP 47.
    pub fn tag(self) -> &'static str {
        match self {
            Language::Persian => "fa",
            Language::English => "en",
        }
    }

    /// The language of a BCP 47 tag such as `fa-IR`; English for any other.
    pub fn of_tag(tag: &str) -> Language {
        if tag.to_ascii_lowercase().starts_with("fa") { Language::Persian } else { Language::English }
    }

    /// The value of HTML's `dir`.
    pub fn direction(self) -> &'static str {
        match self {
            Language::Persian => "rtl",
            Language::English => "ltr",
        }
    }
}

/// A word or sentence in both languages. A place for a value is written `{name}`; words that depend on a counted
/// value, `{name:one|many}`: the first where the value is 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// English.
    pub en: &'static str,
    /// Persian.
    pub fa: &'static str,
}

impl Text {
    /// The words in a language.
    pub fn get(&self, language: Language) -> &'static str {
        match language {
            Language::Persian => self.fa,
            Language::English => self.en,
        }
    }

    /// The words with values put in the places of their names. Values come formatted in that language.
    pub fn fill(&self, language: Language, values: &[(&str, &str)]) -> String {
        let mut rest = self.get(language);
        let mut filled = String::with_capacity(rest.len() + 16);
        while let Some(open) = rest.find('{') {
            filled.push_str(&rest[..open]);
            let Some(length) = rest[open..].find('}') else { break };
            let place = &rest[open + 1..open + length];
            let (name, forms) = place.split_once(':').map_or((place, None), |(name, forms)| (name, forms.split_once('|')));
            match (values.iter().find(|(known, _)| *known == name), forms) {
                (Some((_, value)), None) => filled.push_str(value),
                (Some((_, value)), Some((one, many))) => filled.push_str(if matches!(*value, "1" | "۱") { one } else { many }),
                (None, _) => filled.push_str(&rest[open..=open + length]),
            }
            rest = &rest[open + length + 1..];
        }
        filled.push_str(rest);
        filled
    }

    /// The names of the places, sorted; both languages must have the same. Words that depend on a count are no
    /// places: one language may need them where the other does not.
    pub fn places(words: &str) -> Vec<&str> {
        let mut names: Vec<&str> = words.split('{').skip(1).filter_map(|part| part.split_once('}').map(|(name, _)| name)).collect();
        names.retain(|name| !name.contains(':'));
        names.sort_unstable();
        names
    }
}

/// Declares words in both languages as constants, and `ALL`, which tests walk over.
///
/// ```
/// qalamro::texts! {
///     SAVED = "Saved", "ذخیره شد";
///     MOVED = "{count} accounts moved", "{count} مشتری جابه‌جا شد";
/// }
/// ```
#[macro_export]
macro_rules! texts {
    ($($name:ident = $en:expr, $fa:expr;)*) => {
        $(
            #[doc = $en]
            pub const $name: $crate::locale::Text = $crate::locale::Text { en: $en, fa: $fa };
        )*
        /// Every text of this module, for tests that read them all.
        pub const ALL: &[$crate::locale::Text] = &[$($name),*];
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_take_their_places() {
        let text = Text { en: "{count} of {all} moved", fa: "{count} از {all} جابه‌جا شد" };
        assert_eq!(text.fill(Language::English, &[("all", "9"), ("count", "2")]), "2 of 9 moved");
        assert_eq!(text.fill(Language::English, &[("all", "{count}")]), "{count} of {count} moved");
        assert_eq!(Text::places(text.en), Text::places(text.fa));
    }

    #[test]
    fn words_follow_what_is_counted() {
        let text = Text { en: "{count} {count:customer has|customers have} no place", fa: "{count} مشتری جایی ندارد" };
        assert_eq!(text.fill(Language::English, &[("count", "1")]), "1 customer has no place");
        assert_eq!(text.fill(Language::English, &[("count", "0")]), "0 customers have no place");
        assert_eq!(text.fill(Language::English, &[("count", "1,201")]), "1,201 customers have no place");
        assert_eq!(text.fill(Language::Persian, &[("count", "۱")]), "۱ مشتری جایی ندارد");
        assert_eq!(Text::places(text.en), Text::places(text.fa));
    }
}
