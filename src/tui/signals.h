/* What signals ask for, noted until screen.c looks, and the terminal given back when the program
 * crashes. Knows no curses. */
#ifndef TIENDO_TUI_SIGNALS_H
#define TIENDO_TUI_SIGNALS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <termios.h>

struct signals {
	int death; /* SIGHUP, SIGTERM, SIGINT or SIGQUIT; 0 for none */
	bool stop, resume, resize;
};

/* Catches them until signals_release. A crash gives the terminal on descriptors 0 and 1 these
 * settings back. False, with errno, when there is no pipe to be had. */
bool signals_watch(const struct termios *settings);
void signals_release(void);
/* Puts the terminal back as a crash would, without curses; false: it is gone. */
bool signals_reset(void);
/* One more terminfo string that a crash also sends; copied without its padding ($<5>). What
 * tigetstr gives for none, NULL and (char *)-1, adds nothing. */
void signals_reset_add(const char *capability);

struct signals signals_take(void);
bool signals_dying(void);     /* a death is noted and not taken yet */
int signals_descriptor(void); /* readable when there is something to take */

enum signals_wait {
	WAIT_OVER,   /* the time is over */
	WAIT_READY,  /* there are signals to take, or bytes to read on descriptor 0 */
	WAIT_LOST    /* the line is dead */
};
/* Until `end` on signals_clock, or for ever with a negative end. */
enum signals_wait signals_wait(int64_t end);
int64_t signals_clock(void);  /* milliseconds */

/* While writing to a terminal that does not read, a deadly signal drops what waits to be sent, so
 * that the program can go on to its end. */
void signals_writing(bool is_writing);
void signals_stop_here(void); /* returns after SIGCONT, or at once where nobody could send it */
/* As SIGTSTP, at the person's wish: with a line told to the shell, and the programs that this one was
 * started by, as make, stop too, or the shell would wait for them. */
void signals_stop(const char *told);
bool signals_has_stopped(void); /* false: the last stop was none, for there is no shell to go to */

#endif
