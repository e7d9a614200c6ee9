//! What counts as a result for a component: which money of a sale, and which sales.
//!
//! Nothing is paid here.

use serde::{Deserialize, Serialize};

use super::Rate;

/// Which sales count for a component, as far as the results carry it: all that is named must be so.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Only {
    /// Those of this campaign.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub campaign: Option<String>,
    /// Those of this product line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product_line: Option<String>,
    /// Those to customers of this segment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub segment: Option<String>,
    /// The part of the goal's results that usually is of them, for curves and simulations; without it the component is left
    /// out there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub usual_share: Option<Rate>,
}

impl Only {
    /// Whether all sales count.
    pub fn is_all(&self) -> bool {
        *self == Only::default()
    }

    /// Whether nothing is named, so that all sales count whatever their usual share.
    pub fn names_nothing(&self) -> bool {
        self.campaign.is_none() && self.product_line.is_none() && self.segment.is_none()
    }

    /// Whether a sale of that campaign, product line and segment counts.
    pub(crate) fn takes(&self, campaign: Option<&str>, product_line: Option<&str>, segment: Option<&str>) -> bool {
        let is = |wanted: &Option<String>, given: Option<&str>| wanted.as_deref().is_none_or(|wanted| given == Some(wanted));
        is(&self.campaign, campaign) && is(&self.product_line, product_line) && is(&self.segment, segment)
    }

    /// The part of the goal's results that curves and simulations take to be of them; nothing when it is not said.
    pub(crate) fn assumed_share(&self) -> Option<Rate> {
        if self.names_nothing() { Some(Rate::ONE) } else { self.usual_share }
    }
}

/// Which money counts as a sale. Speaks of the goal [`super::plan::Goal::Sales`] and of campaigns only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Basis {
    /// Before or after discount.
    #[serde(default)]
    pub discount: DiscountBasis,
    /// Without or with what was charged for shipping.
    #[serde(default)]
    pub shipping: ShippingBasis,
    /// When a sale counts.
    #[serde(default)]
    pub recognition: Recognition,
}

/// Whether discounts lower the base.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DiscountBasis {
    /// The list value, as if no discount had been given.
    Before,
    /// What is left after the discount.
    #[default]
    After,
}

/// Whether shipping raises the base.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShippingBasis {
    /// Goods only.
    #[default]
    Without,
    /// Goods and what was charged for shipping.
    With,
}

/// When a sale counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recognition {
    /// When the invoice is written.
    #[default]
    OnInvoice,
    /// As far as cash came in: base × collected ÷ invoiced, each entry by itself. Cash without an invoice in the same
    /// entry counts as it is.
    OnCash,
}
