//! Objects that stand on one line, as `kubectl get events -o json | jq -c` prints them: each is read as a line of its own.

use memchr::memmem::find_iter;

/// Where the objects of a line begin behind the first one; nothing for a line that isn't a list of messages.
pub(super) fn breaks(line: &[u8]) -> Vec<usize> {
    let messages = || find_iter(line, b"\"message\"").count().max(find_iter(line, b"\"Message\"").count());
    if !matches!(line.first(), Some(b'{' | b'[')) || messages() < 2 {
        return Vec::new();
    }
    find_iter(line, b"},").map(|at| at + 2 + blanks(&line[at + 2..])).filter(|&at| is_object(&line[at..])).collect()
}

fn blanks(text: &[u8]) -> usize {
    text.iter().take_while(|byte| **byte == b' ').count()
}

/// `{"apiVersion"`, and no piece of an escaped text.
fn is_object(text: &[u8]) -> bool {
    text.starts_with(b"{\"") && text.get(2).is_some_and(u8::is_ascii_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::breaks;

    #[test]
    fn events_of_a_list() {
        let pieces = |line: &str| breaks(line.as_bytes()).iter().map(|&at| line[at..].to_owned()).collect::<Vec<_>>();
        assert_eq!(
            pieces(r#"{"items":[{"message":"a"},{"message":"b"}, {"message":"c"}]}"#),
            [r#"{"message":"b"}, {"message":"c"}]}"#, r#"{"message":"c"}]}"#]
        );
        assert!(pieces(r#"{"message":"a","tags":[{"name":"b"},{"name":"c"}]}"#).is_empty());
        assert!(pieces(r#"docker: {"message":"a"},{"message":"b"}"#).is_empty());
    }
}
