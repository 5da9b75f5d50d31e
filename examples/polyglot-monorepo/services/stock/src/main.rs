//! Counts what is left.

use std::sync::atomic::{AtomicU32, Ordering};

use tiny_http::{Response, Server};

static LEFT: AtomicU32 = AtomicU32::new(100);

fn main() {
    let server = Server::http("0.0.0.0:8080").expect("the port is free");
    for request in server.incoming_requests() {
        let left = LEFT.fetch_sub(1, Ordering::Relaxed);
        let _ = request.respond(Response::from_string(format!("{left} left\n")));
    }
}
