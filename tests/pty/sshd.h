/* A real sshd on loopback, configured as samples/ssh says, in a folder that holds the host's key
 * ("host") and the lines of keys ("keys"). */
#ifndef TIENDO_TESTS_PTY_SSHD_H
#define TIENDO_TESTS_PTY_SSHD_H

#include <stdbool.h>
#include <sys/types.h>

/* Whether sshd, ssh and what else is needed are installed. */
bool sshd_is_there(void);
/* Chooses a port, writes "config" into the folder and starts it; what it says goes to "sshd.log".
 * Returns when it answers; -1: it does not. */
pid_t sshd_start(const char *folder, const char *user, char port[8]);
void sshd_stop(pid_t sshd);
/* Appends to words (room for 32) a call of ssh or scp with the key of that name in the folder, up to
 * where options of one's own go; returns how many there are. */
size_t sshd_words(const char *words[], const char *program, const char *key, const char *port);

#endif
