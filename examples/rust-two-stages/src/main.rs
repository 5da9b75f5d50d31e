//! Answers `GET /reverse/some%20text` with the text backwards.

use tiny_http::{Response, Server};

fn decode(path: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        let hex: Vec<u8> = if byte == b'%' { rest.by_ref().take(2).collect() } else { Vec::new() };
        let decoded = std::str::from_utf8(&hex).ok().and_then(|text| u8::from_str_radix(text, 16).ok());
        bytes.push(decoded.unwrap_or(byte));
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn main() {
    let server = Server::http("0.0.0.0:8080").expect("port 8080 is free");
    for request in server.incoming_requests() {
        let response = match request.url().strip_prefix("/reverse/") {
            Some(text) => Response::from_string(decode(text).chars().rev().collect::<String>()),
            None => Response::from_string("not found").with_status_code(404),
        };
        if let Err(error) = request.respond(response) {
            eprintln!("{error}");
        }
    }
}
