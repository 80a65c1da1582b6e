/* The server that tests of the restricted entry come in by. */
#include "pty/sshd.h"

#include "pty/terminal.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define SOON 30000 /* ms */

bool sshd_is_there(void)
{
	return access("/usr/sbin/sshd", X_OK) == 0 &&
	       system("command -v ssh ssh-keygen scp sftp >/dev/null") == 0;
}

static bool connects(int port)
{
	struct sockaddr_in place = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
	int file = socket(AF_INET, SOCK_STREAM, 0);
	bool is_up;

	place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	is_up = connect(file, (struct sockaddr *)&place, sizeof place) == 0;
	close(file);
	return is_up;
}

static int free_port(void)
{
	struct sockaddr_in place = {.sin_family = AF_INET};
	socklen_t size = sizeof place;
	int file = socket(AF_INET, SOCK_STREAM, 0);
	bool is_told;

	place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	is_told = bind(file, (struct sockaddr *)&place, size) == 0 &&
		getsockname(file, (struct sockaddr *)&place, &size) == 0;
	close(file);
	return is_told ? ntohs(place.sin_port) : 0;
}

/* The sample's lines for sshd_config, with this user and these keys. */
static bool config_made(const char *folder, const char *user, int port)
{
	char line[2048], *samples = realpath("samples", NULL);

	if (!samples)
		return false;
	snprintf(line, sizeof line,
		"cd %s && { echo Port %d; echo ListenAddress 127.0.0.1; echo HostKey $PWD/host; echo "
		"PidFile none; echo UsePAM no; echo StrictModes no; echo PermitRootLogin "
		"prohibit-password; echo AcceptEnv LANG 'LC_*'; echo Subsystem sftp internal-sftp; "
		"echo MaxStartups 400; sed -e 's|Match User plan|Match User %s|' -e "
		"\"s|/etc/ssh/tiendo_keys|$PWD/keys|\" '%s/ssh/sshd_config'; } >config && "
		"/usr/sbin/sshd -t -f config",
		folder, port, user, samples);
	free(samples);
	return system(line) == 0;
}

static _Noreturn void become_sshd(const char *folder)
{
	char config[200], log[200];
	const char *words[] = {"/usr/sbin/sshd", "-D", "-e", "-f", config, NULL};
	int file;

	snprintf(config, sizeof config, "%s/config", folder);
	snprintf(log, sizeof log, "%s/sshd.log", folder);
	file = open(log, O_WRONLY | O_CREAT | O_APPEND, 0600);
	dup2(file, STDOUT_FILENO);
	dup2(file, STDERR_FILENO);
	execv(words[0], (char *const *)(uintptr_t)words);
	_exit(127);
}

pid_t sshd_start(const char *folder, const char *user, char port[8])
{
	long end = terminal_clock() + SOON;
	int number = free_port();
	pid_t sshd;

	snprintf(port, 8, "%d", number);
	if (getuid() == 0)
		mkdir("/run/sshd", 0755); /* sshd wants an empty folder of root's there */
	if (!config_made(folder, user, number) || (sshd = fork()) < 0)
		return -1;
	if (sshd == 0)
		become_sshd(folder);
	while (!connects(number)) {
		if (terminal_clock() > end || waitpid(sshd, NULL, WNOHANG) != 0)
			return -1;
		poll(NULL, 0, 20); /* until it listens; nothing tells when */
	}
	return sshd;
}

void sshd_stop(pid_t sshd)
{
	if (sshd <= 0)
		return;
	kill(sshd, SIGTERM);
	waitpid(sshd, NULL, 0);
}

size_t sshd_words(const char *words[], const char *program, const char *key, const char *port)
{
	const char *const first[] = {program, "-F", "none", "-o", "IdentitiesOnly=yes", "-o",
		"BatchMode=yes", "-o", "StrictHostKeyChecking=no", "-o",
		"UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR", "-o", "IdentityAgent=none",
		"-i", key, strcmp(program, "ssh") == 0 ? "-p" : "-P", port};

	memcpy(words, first, sizeof first);
	return sizeof first / sizeof *first;
}
