//! A mail server on loopback that takes letters, and misbehaves on order.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard},
};

use api::config::{Flags, MailFlags};
use tokio::{
    io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        ServerConfig,
        pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
    },
};

/// A letter as the server took it.
#[derive(Clone, Debug)]
pub struct Taken {
    /// The sender of the envelope.
    pub from: String,
    /// The recipients of the envelope.
    pub to: Vec<String>,
    /// The message, line ends as `\n`.
    pub text: String,
}

impl Taken {
    /// The value of a header, unfolded.
    pub fn header(&self, name: &str) -> Option<String> {
        let head = self
            .text
            .split("\n\n")
            .next()?
            .replace("\n ", " ")
            .replace("\n\t", " ");
        let line = head.lines().find(|line| {
            let key = line.split(':').next().unwrap_or_default();
            key.eq_ignore_ascii_case(name)
        })?;
        Some(line.split_once(':')?.1.trim().to_owned())
    }
}

/// What the server is asked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// When somebody connects.
    Connect,
    /// At `AUTH`.
    Auth,
    /// At `MAIL FROM`.
    Mail,
    /// At `RCPT TO`.
    Rcpt,
    /// After the final dot.
    End,
}

/// What it does instead of what it should.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Does {
    /// Answers so.
    Says(&'static str),
    /// Hangs up.
    HangsUp,
    /// Keeps the letter, then hangs up without a word (after the final dot).
    KeepsAndHangsUp,
}

#[derive(Clone, Debug)]
struct Order {
    at: At,
    does: Does,
    about: String,
    left: u32,
}

#[derive(Debug, Default)]
struct State {
    taken: Vec<Taken>,
    orders: Vec<Order>,
    connections: u32,
    password: Option<(String, String)>,
    encrypts: Encrypts,
}

/// When the server encrypts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encrypts {
    /// Never.
    #[default]
    Never,
    /// From the first byte on.
    AtOnce,
    /// After `STARTTLS`.
    WhenAsked,
}

/// A mail server. It goes with the test.
pub struct Smtp {
    port: u16,
    state: Arc<Mutex<State>>,
    server: JoinHandle<()>,
}

impl Drop for Smtp {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl Smtp {
    /// A server that takes everything.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let state: Arc<Mutex<State>> = Arc::default();
        let shared = Arc::clone(&state);
        let server = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&shared)));
            }
        });
        Self { port, state, server }
    }

    /// Encrypts from now on, with the certificate of [`Smtp::certificate`].
    pub fn encrypts(&self, when: Encrypts) {
        self.state().encrypts = when;
    }

    /// The file of its certificate, which nobody trusts but who is told to.
    pub fn certificate() -> PathBuf {
        tls_file("certificate.pem")
    }

    /// Wants this user and password from now on.
    pub fn wants(&self, user: &str, password: &str) {
        self.state().password = Some((user.to_owned(), password.to_owned()));
    }

    /// Does this so many times when it is asked there about something that holds `about`.
    pub fn order(&self, at: At, does: Does, about: &str, times: u32) {
        let about = about.to_owned();
        self.state().orders.push(Order {
            at,
            does,
            about,
            left: times,
        });
    }

    /// The letters it took, in their order.
    pub fn taken(&self) -> Vec<Taken> {
        self.state().taken.clone()
    }

    /// How often somebody connected.
    pub fn connections(&self) -> u32 {
        self.state().connections
    }

    /// Its address with nothing before it.
    pub fn address(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// Settings that send by it, in the clear.
    pub fn flags(&self) -> Flags {
        self.flags_as("")
    }

    /// Settings that send by it, in the clear, signed in: `user:password@`, percent-encoded.
    pub fn flags_as(&self, user: &str) -> Flags {
        Flags {
            base_url: Some("https://hall.example.org".to_owned()),
            mail: MailFlags {
                smtp_url: Some(format!("smtp://{user}{}?tls=none", self.address())),
                mail_from: Some("Guildhall <hall@example.org>".to_owned()),
                ..MailFlags::default()
            },
            ..Flags::default()
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("the state")
    }
}

async fn serve(stream: TcpStream, state: Arc<Mutex<State>>) {
    let encrypts = {
        let mut state = state.lock().expect("the state");
        state.connections += 1;
        state.encrypts
    };
    // Whoever hangs up ends the session.
    if encrypts == Encrypts::AtOnce {
        if let Ok(stream) = tls().accept(stream).await {
            drop(session(&mut BufReader::new(stream), &state, true).await);
        }
        return;
    }
    let mut stream = BufReader::new(stream);
    let ended = session(&mut stream, &state, encrypts == Encrypts::Never).await;
    if ended.is_ok_and(|end| end == Ended::Encrypt)
        && let Ok(stream) = tls().accept(stream.into_inner()).await
    {
        drop(talk(&mut BufReader::new(stream), &state, true).await);
    }
}

fn tls_file(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("it/support/smtp_tls");
    folder.join(name)
}

fn tls() -> TlsAcceptor {
    let certificate = CertificateDer::from_pem_file(tls_file("certificate.pem")).expect("a certificate");
    let key = PrivateKeyDer::from_pem_file(tls_file("key.pem")).expect("a key");
    let config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .expect("they belong together");
    TlsAcceptor::from(Arc::new(config))
}

/// How a session ended.
#[derive(PartialEq, Eq)]
enum Ended {
    Quit,
    Encrypt,
}

fn ordered(state: &Mutex<State>, at: At, about: &str) -> Option<Does> {
    let mut state = state.lock().expect("the state");
    let order = state
        .orders
        .iter_mut()
        .find(|order| order.at == at && order.left > 0 && about.contains(&order.about))?;
    order.left -= 1;
    Some(order.does)
}

type Ends<T> = std::io::Result<T>;

async fn say<S: AsyncWrite + Unpin>(stream: &mut S, line: &str) -> Ends<()> {
    stream.write_all(format!("{line}\r\n").as_bytes()).await?;
    stream.flush().await
}

async fn line<S: AsyncRead + Unpin>(stream: &mut BufReader<S>) -> Ends<String> {
    let mut bytes = Vec::new();
    if stream.read_until(b'\n', &mut bytes).await? == 0 {
        return Err(std::io::ErrorKind::UnexpectedEof.into());
    }
    Ok(String::from_utf8_lossy(&bytes)
        .trim_end_matches(['\r', '\n'])
        .to_owned())
}

/// Says what was ordered, or what should be said.
async fn answer<S: AsyncRead + AsyncWrite + Unpin>(
    stream: &mut BufReader<S>,
    state: &Mutex<State>,
    at: At,
    about: &str,
    well: &str,
) -> Ends<bool> {
    match ordered(state, at, about) {
        None => say(stream, well).await.map(|()| true),
        Some(Does::Says(line)) => say(stream, line).await.map(|()| false),
        Some(Does::HangsUp | Does::KeepsAndHangsUp) => Err(std::io::ErrorKind::ConnectionReset.into()),
    }
}

async fn session<S: AsyncRead + AsyncWrite + Unpin>(
    stream: &mut BufReader<S>,
    state: &Mutex<State>,
    is_final: bool,
) -> Ends<Ended> {
    if !answer(stream, state, At::Connect, "", "220 sink ESMTP").await? {
        return Ok(Ended::Quit);
    }
    talk(stream, state, is_final).await
}

/// From `EHLO` on; when it is not the final part of the session, `STARTTLS` is offered and nothing is taken before it.
async fn talk<S: AsyncRead + AsyncWrite + Unpin>(
    stream: &mut BufReader<S>,
    state: &Mutex<State>,
    is_final: bool,
) -> Ends<Ended> {
    let wanted = state.lock().expect("the state").password.clone();
    let mut is_in = wanted.is_none();
    let (mut from, mut to) = (String::new(), Vec::new());
    loop {
        let said = line(stream).await?;
        let verb = said.split(' ').next().unwrap_or_default().to_uppercase();
        match verb.as_str() {
            "EHLO" if !is_final => say(stream, "250-sink\r\n250 STARTTLS").await?,
            "STARTTLS" if !is_final => {
                say(stream, "220 go on").await?;
                return Ok(Ended::Encrypt);
            }
            "QUIT" => {
                say(stream, "221 2.0.0 bye").await?;
                return Ok(Ended::Quit);
            }
            _ if !is_final => say(stream, "530 5.7.0 encrypt first").await?,
            "EHLO" if wanted.is_some() => say(stream, "250-sink\r\n250 AUTH PLAIN").await?,
            "EHLO" => say(stream, "250-sink\r\n250 8BITMIME").await?,
            "AUTH" => {
                is_in = wanted.as_ref().is_some_and(|(user, password)| {
                    said == format!("AUTH PLAIN {}", base64(&format!("\0{user}\0{password}")))
                });
                let well = if is_in {
                    "235 2.7.0 welcome"
                } else {
                    "535 5.7.8 wrong password"
                };
                answer(stream, state, At::Auth, &said, well).await?;
            }
            "MAIL" if !is_in => say(stream, "530 5.7.0 sign in first").await?,
            "MAIL" => {
                if answer(stream, state, At::Mail, &said, "250 2.1.0 ok").await? {
                    (from, to) = (bare(&said), Vec::new());
                }
            }
            "RCPT" => {
                if answer(stream, state, At::Rcpt, &said, "250 2.1.5 ok").await? {
                    to.push(bare(&said));
                }
            }
            "DATA" if to.is_empty() => say(stream, "503 5.5.1 nobody to take it").await?,
            "DATA" => {
                say(stream, "354 go on").await?;
                let text = letter(stream).await?;
                let taken = Taken {
                    from: from.clone(),
                    to: std::mem::take(&mut to),
                    text,
                };
                end(stream, state, taken).await?;
            }
            _ => say(stream, "250 2.0.0 ok").await?,
        }
    }
}

async fn letter<S: AsyncRead + Unpin>(stream: &mut BufReader<S>) -> Ends<String> {
    let mut text = String::new();
    loop {
        let line = line(stream).await?;
        if line == "." {
            return Ok(text);
        }
        text.push_str(line.strip_prefix('.').unwrap_or(&line));
        text.push('\n');
    }
}

/// After the final dot: keeps the letter, unless it was told to refuse it.
async fn end<S: AsyncRead + AsyncWrite + Unpin>(
    stream: &mut BufReader<S>,
    state: &Mutex<State>,
    taken: Taken,
) -> Ends<()> {
    let keep = |taken: Taken| state.lock().expect("the state").taken.push(taken);
    match ordered(state, At::End, &taken.to.join(" ")) {
        None => {
            keep(taken);
            say(stream, "250 2.0.0 taken").await
        }
        Some(Does::Says(line)) => say(stream, line).await,
        Some(Does::HangsUp) => Err(std::io::ErrorKind::ConnectionReset.into()),
        Some(Does::KeepsAndHangsUp) => {
            keep(taken);
            Err(std::io::ErrorKind::ConnectionReset.into())
        }
    }
}

/// The address in `MAIL FROM:<ann@example.org> …`.
fn bare(said: &str) -> String {
    let inner = said.split(['<', '>']).nth(1);
    inner.unwrap_or_default().to_owned()
}

fn base64(text: &str) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.encode(text)
}
