/* SSH keys as pasted, and the line of authorized_keys that is made of one: nothing gets into the line
 * but a key. */
#include "given.h"

/* One of each kind, as ssh-keygen makes them. */
static const char *const keys[] = {
	"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAII1QUiSt3kGjP53nkLVl6CPWwR5FpqH18p8gNZGtFkvJ",
	"ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQDeEfz21ogQnM2CchaXRaHc0KTCSv56koB/LYCxj/VDc3950jIs"
	"qcH2mjU6gR9BozSGefwTg8V/L0E1JZWLyLY05JWmLPsHN3WRdIAEqZswkorA2VLfhvRN1Dv+gg+K3GpMko2xREmc"
	"aY5rQrCmrZy+nsDa3BsLlELcFPA93o5qa2Bw2nUF4tR9Lz3fYZ5p3X+yVdGlUdDG0rlu2zTjibfo3O8PC+gWbvYM"
	"g7xRxsnmZrIQyJz44yrkyYlAZ1XtB4axXrLycIGC0me8HqBFDpozBc1PLuyYCMvuut11EPnc50rYrZ9orM/fa5vs"
	"e65lv2Lbnw0HjKMPJ3BNS7ja5hPH",
	"ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBIK9OR5XZosic7zy"
	"K5P/HsrPdU3Sc1fmRzjwFUKSHscS+Ur7R8MHlt/CmggSLNC8pK+qK8MO9fdR/zYGhsXvRkk=",
	"ecdsa-sha2-nistp384 AAAAE2VjZHNhLXNoYTItbmlzdHAzODQAAAAIbmlzdHAzODQAAABhBIhuwqKCOtM7Fm6h"
	"vdtCFbaD5pREQYWFwkr005yh2EvGkcUw8fFj0KeCsOXrh0lZeOV6Pi9uLqcb78uY3Fx/c950hYjWKI66WS+l2q0L"
	"Xz2IMvAynwtY/0zzzZyy1aPAaw==",
	"ecdsa-sha2-nistp521 AAAAE2VjZHNhLXNoYTItbmlzdHA1MjEAAAAIbmlzdHA1MjEAAACFBADfqgOkaFe2Rj4S"
	"7vsj+csbl1Bw03yxRIqZDK8OOo8pv3cM6C8NsLcrrZPZjIa/F0a8Whyzh7F7HEAlHJVxOFwazwBIKZ3bbwnBHS+1"
	"gdv+wBeHhx60Lpmm5lajF+LnHDSQvJnL9e14GJos/KtTv/qykSb2JQmte724RI1boS7HQrmu9w==",
	"sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29tAAAAIAABAgMEBQYHCAkKC"
	"wwNDg8QERITFBUWFxgZGhscHR4fAAAABHNzaDo=",
	"sk-ecdsa-sha2-nistp256@openssh.com AAAAInNrLWVjZHNhLXNoYTItbmlzdHAyNTZAb3BlbnNzaC5jb20AA"
	"AAIbmlzdHAyNTYAAABBBAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
	"AAAAAAAAAAAAAAAAAAAAAAEc3NoOg=="};

static char *read_key(const char *text)
{
	struct buffer key = {0};
	struct fault why = {0};

	if (!key_read(text, &key, &why))
		fail_msg("%s: %s", text, why.text);
	return key.text;
}

static void a_key_of_each_kind_is_taken_as_it_is(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(keys); i++) {
		char *key = read_key(keys[i]);

		assert_string_equal(key, keys[i]);
		free(key);
	}
}

static void blanks_around_and_a_remark_behind_are_left_out(void **state)
{
	struct buffer text = {0};
	char *key;

	(void)state;
	buffer_print(&text, "  %s  an \"officer\",command=\"sh\" x@y \r\n\n", keys[0]);
	key = read_key(buffer_text(&text));
	assert_string_equal(key, keys[0]);
	free(key);
	buffer_free(&text);
}

static void not_taken(const char *text)
{
	struct buffer key = {0};
	struct fault why = {0};

	if (key_read(text, &key, &why))
		fail_msg("taken: %s", text);
	assert_int_equal(why.kind, FAULT_REFUSED);
	assert_int_equal(key.length, 0);
}

static void what_is_no_key_is_not_taken(void **state)
{
	static const char *const texts[] = {"", " ", "\n", "ssh-ed25519", "ssh-ed25519 ", "ssh-dss AAAA",
		"ssh-ed25519 AAAA", "ssh-ed25519 =", "ssh-ed25519 ====", "AAAAC3NzaC1lZDI1NTE5",
		"command=\"sh\" ssh-ed25519 AAAA", "ssh-ed25519\"AAAA", "restrict ssh-ed25519 AAAA",
		"# ssh-ed25519 AAAA", "cert-authority ssh-ed25519 AAAA",
		"ssh-ed25519-cert-v01@openssh.com AAAA", "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----",
		"---- BEGIN SSH2 PUBLIC KEY ----\nAAAA"};
	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++)
		not_taken(texts[i]);
}

/* Every byte of a key replaced by each of these, every shorter key, and a line put behind it. */
static void a_key_that_was_changed_is_not_taken(void **state)
{
	static const char signs[] = "\"'\\,; \t\n\r$`|&<>()#!*-_\x01\x7f\xc3=";
	const char *key = keys[0], *blob = strchr(key, ' ') + 1;

	(void)state;
	for (const char *at = blob; *at; at++)
		for (const char *sign = signs; *sign; sign++) {
			struct buffer text = {0};

			buffer_add(&text, key);
			text.text[at - key] = *sign;
			not_taken(buffer_text(&text));
			buffer_free(&text);
		}
	for (size_t length = 0; length < strlen(key); length++) {
		struct buffer text = {0};

		buffer_bytes(&text, key, length);
		not_taken(buffer_text(&text));
		buffer_add(&text, " x");
		not_taken(buffer_text(&text));
		buffer_free(&text);
	}
	for (size_t i = 0; i < COUNT(keys); i++) {
		struct buffer text = {0};

		buffer_print(&text, "%s\n%s", key, keys[i]); /* two keys */
		not_taken(buffer_text(&text));
		buffer_clear(&text);
		buffer_print(&text, "%s x\rssh-rsa", keys[i]);
		not_taken(buffer_text(&text));
		buffer_clear(&text); /* the type of one, the body of another */
		buffer_print(&text, "%.*s%s", (int)strcspn(keys[i], " "), keys[i],
			strchr(keys[(i + 1) % COUNT(keys)], ' '));
		not_taken(buffer_text(&text));
		buffer_free(&text);
	}
}

static void an_endless_key_is_not_taken(void **state)
{
	char *text = malloc(20001);

	(void)state;
	memset(text, 'A', 20000);
	text[20000] = '\0';
	not_taken(text);
	memcpy(text, "ssh-rsa ", 8);
	not_taken(text);
	free(text);
}

static void a_private_key_is_told_to_be_one(void **state)
{
	struct buffer key = {0};
	struct fault why = {0};

	(void)state;
	assert_false(key_read("-----BEGIN OPENSSH PRIVATE KEY-----\nb3Blb\n", &key, &why));
	assert_non_null(strstr(why.text, "private key"));
	assert_null(strstr(why.text, "b3Blb"));
}

static void the_line_lets_one_account_in_and_nothing_else(void **state)
{
	struct desk *desk = *state;
	struct buffer line = {0};

	desk->app.program = "/usr/bin/tiendo";
	done(desk, "account add e --role editor --unit 703");
	buffer_print(&line, "account key e '%s remark\" x'", keys[0]);
	done(desk, buffer_text(&line));
	buffer_clear(&line);
	buffer_print(&line, "command=\"/usr/bin/tiendo --db %s serve --as e\",restrict,pty %s e\n",
		desk->db, keys[0]);
	assert_string_equal(buffer_text(&desk->reply.text), buffer_text(&line));
	assert_true(desk->reply.is_answer);
	assert_int_equal(desk->reply.step, 0);
	buffer_clear(&line);
	buffer_print(&line, "command=\"/usr/bin/tiendo --db %s serve --as e\",restrict,pty\n", desk->db);
	done(desk, "account key e");
	assert_string_equal(buffer_text(&desk->reply.text), buffer_text(&line));
	buffer_free(&line);
	refused(desk, "account key e ssh-rsa", FAULT_REFUSED, "public key");
	refused(desk, "account key nobody", FAULT_MISSING, "no account nobody");
	refused(desk, "account key 'e\" x'", FAULT_USAGE, "1 to 32");
}

/* A program's name that a shell would read otherwise is left to the path. */
static void names_that_a_shell_would_read_do_not_stand_in_the_line(void **state)
{
	static const char *const names[] = {"a b.db", "a\"b.db", "a'b.db", "a$b.db", "a`b.db", "a;b.db",
		"a&b.db", "a(b).db", "a\nb.db", "a\\b.db", "a%b.db", "a*b.db", "~a.db", "đ.db"};
	struct desk *desk = *state;

	desk->app.program = "/opt/my programs/tiendo";
	done(desk, "account add e --role editor --unit 703");
	done(desk, "account key e");
	assert_non_null(strstr(buffer_text(&desk->reply.text), "command=\"tiendo --db "));
	for (size_t i = 0; i < COUNT(names); i++) {
		char path[sizeof desk->db];

		desk_clear(desk);
		app_close(&desk->app);
		snprintf(path, sizeof path, "%s/%s", desk->folder, names[i]);
		assert_int_equal(rename(desk->app.db, path), 0);
		memcpy(desk->db, path, strlen(path) + 1);
		refused(desk, "account key e", FAULT_REFUSED, "key line");
	}
}

static void accounts_are_added_changed_and_removed_as_steps(void **state)
{
	struct desk *desk = *state;

	done(desk, "account add e --role editor --unit 'Huyện Tân Biên'");
	assert_true(desk->reply.step > 0);
	done(desk, "account list");
	assert_int_equal(desk->reply.listing->count, 1);
	assert_string_equal(desk->reply.listing->accounts.at[0].unit, "705");
	done(desk, "account add e --role viewer");
	done(desk, "undo");
	done(desk, "account list");
	assert_string_equal(desk->reply.listing->accounts.at[0].unit, "705");
	done(desk, "account remove e");
	refused(desk, "account remove e", FAULT_MISSING, "no account e");
	done(desk, "undo");
	done(desk, "account remove e");
	done(desk, "log");
	assert_int_equal(desk->reply.listing->log.changes[0].table, TABLE_ACCOUNT);
	done(desk, "check");
}

static void what_makes_no_account_is_refused(void **state)
{
	static const char *const lines[] = {"account", "account frob", "account add", "account add e",
		"account add e --role owner", "account add e --role editor", "account add '' --role viewer",
		"account add a/b --role viewer", "account add 'a b' --role viewer",
		"account add .. --role viewer", "account add -- -a --role viewer",
		"account add abcdefghijklmnopqrstuvwxyzabcdefg --role viewer",
		"account add e --role admin --unit 705", "account add e --role editor --unit 99999",
		"account add e --role editor --unit 'Tân Bình'", "account remove", "account key"};
	struct desk *desk = *state;

	for (size_t i = 0; i < COUNT(lines); i++)
		if (typed(desk, lines[i]))
			fail_msg("%s was done", lines[i]);
	done(desk, "account list");
	assert_int_equal(desk->reply.listing->count, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_key_of_each_kind_is_taken_as_it_is),
		cmocka_unit_test(blanks_around_and_a_remark_behind_are_left_out),
		cmocka_unit_test(what_is_no_key_is_not_taken),
		cmocka_unit_test(a_key_that_was_changed_is_not_taken),
		cmocka_unit_test(an_endless_key_is_not_taken),
		cmocka_unit_test(a_private_key_is_told_to_be_one),
		TEST(the_line_lets_one_account_in_and_nothing_else),
		TEST(names_that_a_shell_would_read_do_not_stand_in_the_line),
		TEST(accounts_are_added_changed_and_removed_as_steps),
		TEST(what_makes_no_account_is_refused),
	};

	language_choose("en", NULL);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
