//! Sample plans and tables of customers: invented firms, people and customers in real cities. Pure and seeded:
//! the same seed gives the same bytes on every machine, so the arithmetic keeps to `+ − × ÷ √`. The app loads
//! the finished plan files and links none of this.

mod dice;
mod generate;
mod iran;
mod iran_cities;
mod market;
mod plan;
mod table;
mod usa;
mod usa_cities;

pub use market::Market;
pub use table::customers_csv;

use crate::document::SavedDocument;
use crate::document::codec::{self, CodecError};
use crate::locale::Language;

/// What the build text of sample files says.
const SAMPLE_BUILD: &str = "sample";

/// A sample plan that the product comes with.
#[derive(Clone, Copy)]
pub struct Sample {
    /// The file's name in `public/samples`, without its ending.
    pub file_stem: &'static str,
    market: &'static Market,
}

/// The sample plans, one for each language.
pub const SAMPLES: [Sample; 2] =
    [Sample { file_stem: "distribution-iran", market: &iran::MARKET }, Sample { file_stem: "medical-devices-usa", market: &usa::MARKET }];

impl Sample {
    /// The file's name in `public/samples`.
    pub fn file_name(self) -> String {
        format!("{}.{}", self.file_stem, codec::FILE_EXTENSION)
    }

    /// The plan with its change log.
    pub fn document(self) -> SavedDocument {
        plan::document(self.market)
    }

    /// The bytes of the plan file.
    ///
    /// # Errors
    /// [`CodecError::Unwritable`], which would be a fault of the generator.
    pub fn bytes(self) -> Result<Vec<u8>, CodecError> {
        codec::encode(&self.document(), SAMPLE_BUILD, self.market.saved_at_milliseconds)
    }
}

/// The file of a plan of any size in a language, to measure with.
///
/// # Errors
/// [`CodecError::Unwritable`], which would be a fault of the generator.
pub fn plan_bytes(language: Language, account_count: usize, seed: u64) -> Result<Vec<u8>, CodecError> {
    let market = market_of(language);
    codec::encode(&plan::document_of(market, account_count, seed), SAMPLE_BUILD, market.saved_at_milliseconds)
}

/// The market that tables in a language are drawn from.
pub fn market_of(language: Language) -> &'static Market {
    match language {
        Language::Persian => &iran::MARKET,
        Language::English => &usa::MARKET,
    }
}

#[cfg(test)]
mod tests;
