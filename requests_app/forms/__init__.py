"""What people are asked before an operation runs; no rule of the law is checked here that the operation checks."""
