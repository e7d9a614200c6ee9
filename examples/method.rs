//! Prints the page on method as Markdown: `cargo run --example method -- en > docs/method.md`.

use qalamro::locale::Language;
use qalamro::report::method::markdown;

fn main() {
    let language = std::env::args().nth(1).unwrap_or_default();
    print!("{}", markdown(Language::of_tag(&language)));
}
