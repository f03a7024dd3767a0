//! Failures of one text that have nothing to do with each other.

use crate::read::clue::ErrorCode;
use crate::read::evidence::{ErrorSeen, Phase};

/// Failures that others of the same image or node don't explain: both are told.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Apart {
    /// A name that no image can have.
    Name,
    /// The layers of an image that was pulled.
    Layers,
    /// The network of a pod's sandbox.
    Network,
}

impl Apart {
    pub(super) fn of(error: &ErrorSeen) -> Option<Self> {
        match error.code {
            ErrorCode::InvalidReference => Some(Self::Name),
            ErrorCode::LayerLocked | ErrorCode::LayerStorage | ErrorCode::LayerNotRegistered => Some(Self::Layers),
            ErrorCode::NetworkSetup if error.phase == Phase::Sandbox => Some(Self::Network),
            _ => None,
        }
    }

    /// Whether two failures have nothing to do with each other.
    pub(super) fn splits(one: Option<Self>, other: Option<Self>) -> bool {
        let name = |apart: Option<Self>| apart == Some(Self::Name);
        name(one) != name(other)
            || matches!(
                (one, other),
                (Some(Self::Layers), Some(Self::Network)) | (Some(Self::Network), Some(Self::Layers))
            )
    }
}
