/* What a client with a key might send instead of a command: tried on serve itself and through sshd. */
#ifndef TIENDO_TESTS_CLI_ATTEMPTS_H
#define TIENDO_TESTS_CLI_ATTEMPTS_H

#define ATTEMPTS_LEAST 130 /* the manual says so */

/* Asked by an editor of 703; none may do anything. */
static const char *const attempts[] = {
	/* other programs, and a shell's ways to them */
	"sh", "/bin/sh -i", "bash -c id", "id", "scp -t /tmp", "scp -f t.db", "rsync --server . /",
	"internal-sftp", "/usr/lib/openssh/sftp-server", "git-upload-pack x", "tiendo", "tiendo due",
	"due; touch canary", "due;touch canary", "due && touch canary", "due || touch canary",
	"due & touch canary", "due | tee canary", "due > canary", "due >canary", "due >> canary",
	"due < t.db", "$(touch canary)", "`touch canary`", "due $(touch canary)",
	"due `touch canary`", "due ${IFS}", "due \"$(touch canary)\"", "due '$(touch canary)'",
	"due\ntouch canary", "due\r\ntouch canary", "\ndue", "due\t--check", "due \x1b]0;x\x07",
	"due \x7f", "due \xc2\x9b", "due \xe2\x80\xa8", "due \xe2\x80\xa9", "due \xff\xfe", "due \xc0\x80", "!sh", ":!sh", "~!sh", "~C", "-", "--help; id",
	"exec sh", "eval id", "due 'open", "due \"open", "due \\",
	/* options that are the server's */
	"--db other.db due", "--db=other.db due", "due --db other.db", "due --db=t.db", "--reference",
	"--lang en due", "--as-of 1/1/2021 due", "--config x due", "--actor root due", "--exec id due",
	"-o x due", "--db", "serve --as a", "serve", "serve --as a --log canary",
	"due -- --db other.db", "-- --db other.db", "@canary", "due @/etc/passwd",
	/* files, and paths to them */
	"import people /etc/passwd", "import people ../../../etc/passwd", "import people t.db",
	"import people /dev/stdin", "import people /proc/self/environ", "import people ./-",
	"import people -- /etc/passwd", "import people - --rejects canary",
	"import people - --rejects=canary", "export people canary", "export people /dev/stdout",
	"export people ./canary", "export all canary", "export people canary.xlsx", "backup canary",
	"backup -", "init", "init --units-file /etc/passwd", "demo", "doctor", "completion bash",
	"list /etc/passwd", "help ../../x", "export people -- canary", "message /etc/passwd",
	"import people - --rows 1 --rejects canary", "import people canary --rows 1",
	"import people --encoding canary /etc/passwd", "status --by /etc/passwd",
	/* keys of the screen, which are no commands here */
	"export-view", "take-good", "take-all", "cure", "mend-cell", "news", "numbers", "palette", "language", "suspend",
	/* what is another's */
	"done 705 II.3.c", "done 72 II.3.c", "receive 705 BC2", "receive 703,705 BC2",
	"note 'Tân Biên' BC2 x", "--unit 705 due", "--unit 72 status", "undo 1", "purge people --yes",
	"set due-soon 9", "holiday 1/7", "check", "account list", "account add e --role admin",
	"account remove a", "account key a", "import units -", "import plan -",
	"message BC2 --unit 705", "--unit 72 message BC2", "number 705 SL01 1 --report BC2",
	"number 703,705 SL01 1 --report BC2", "list reports --by unit --unit 705", "done --unit 705 705 II.3.c", "note 7\\05 BC2 x", "note \"70\"5 BC2 x",
};

#endif
