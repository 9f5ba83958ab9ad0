//! All cards are compared with each other.

use daftar_register::Register;
use daftar_register::sealed::Tell;

use super::Ended;
use crate::error::Trouble;
use crate::pages::doubles;
use crate::visit::Site;

/// Compares them, and keeps what came of it.
pub(crate) async fn compare(site: Site, tell: Tell) -> Result<Ended, Trouble> {
    let registers = &site.0.registers;
    let (locks, before) = (registers.locks(), site.0.compared.of(registers));
    let compare =
        move |register: &Register| doubles::compared(register, before.as_deref(), &|done, of| tell.tell(done, of));
    let compared = registers.alone(compare).await?;
    let pairs = compared.pairs().len();
    match site.0.compared.keep(compared, locks, registers) {
        true => Ok(Ended::Compared(pairs)),
        false => Err(Trouble::Locked),
    }
}
