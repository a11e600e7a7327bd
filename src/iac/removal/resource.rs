//! Removing the declaration of a resource.

use super::{NotRemovable, Removal};
use crate::iac::placement::Bound;
use crate::iac::resource::Resource;

impl<'p> Removal<'p> {
    /// Removes the statement that declares a resource. What uses the resource is the caller's to change.
    ///
    /// # Errors
    /// [`NotRemovable`] where the statement does anything else, or where the resource is kept in a member, which others
    /// may reach.
    pub fn resource(&mut self, resource: &Resource<'p>) -> Result<&mut Self, NotRemovable> {
        let refuse = NotRemovable {
            span: resource.span(),
        };
        let Some(statement) = resource.expr().statement() else {
            return Err(refuse);
        };
        let alone = match resource.placement().bound {
            Bound::Name(binding) => {
                let declared = binding.data().declared.node;
                self.expr(declared).statement() == Some(statement)
                    && binding.constant().is_some()
                    && self.declares_only(statement, binding)
            }
            Bound::Bare => true,
            // `names.forEach((name) => new …)`: the call goes.
            Bound::Body => {
                let guard = self.pure_guard(resource.expr().node);
                return match guard {
                    Some(guard) => {
                        self.push_statement(guard);
                        Ok(self)
                    }
                    None => Err(refuse),
                };
            }
            _ => false,
        };
        if !alone {
            return Err(refuse);
        }
        self.push_statement(statement);
        Ok(self)
    }

    /// Removes the statement that gives a resource to a member and does nothing else. That nobody reads the member is the
    /// caller's to know.
    ///
    /// # Errors
    /// [`NotRemovable`] where the statement does anything else.
    pub fn assignment(&mut self, resource: &Resource<'p>) -> Result<&mut Self, NotRemovable> {
        let refuse = NotRemovable {
            span: resource.span(),
        };
        let statement = resource.expr().statement().ok_or(refuse.clone())?;
        let Bound::Member(member) = resource.placement().bound else {
            return Err(refuse);
        };
        let whole = member.span().start == statement.start_byte();
        if !whole || !resource.runs_with_statement() {
            return Err(refuse);
        }
        self.push_statement(statement);
        Ok(self)
    }
}
