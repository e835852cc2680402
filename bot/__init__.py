"""Colloquy: a chat tutor that answers from your notes, quizzes fairly and keeps score."""
