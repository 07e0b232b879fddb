// Decision
