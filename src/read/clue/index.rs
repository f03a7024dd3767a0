//! Finds entries of a list by their key, so that merging stays linear.

/// More machines or images than anybody compares; beyond it, merging would no longer be linear.
pub(super) const MOST: usize = 2000;

/// Finds entries of a list by their key, so that merging stays linear.
pub(super) struct Index {
    slots: Vec<u16>,
}

impl Index {
    const SLOTS: usize = 4 * MOST;

    pub(super) fn new() -> Self {
        Self { slots: Vec::new() }
    }

    /// The entry with this key; if there is none, the next one will be at `next`.
    pub(super) fn find(&mut self, key: &[u8], next: usize, is_same: impl Fn(usize) -> bool) -> Option<usize> {
        if self.slots.is_empty() {
            self.slots.resize(Self::SLOTS, 0);
        }
        // FNV-1a, <http://www.isthe.com/chongo/tech/comp/fnv/>.
        let hash = key.iter().fold(0x811c_9dc5_u32, |hash, &byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        let mut slot = hash as usize % Self::SLOTS;
        loop {
            match self.slots[slot].checked_sub(1) {
                Some(entry) if is_same(usize::from(entry)) => return Some(usize::from(entry)),
                Some(_) => slot = (slot + 1) % Self::SLOTS,
                None => {
                    if next < MOST {
                        self.slots[slot] = next as u16 + 1;
                    }
                    return None;
                }
            }
        }
    }
}
