# tiendo: build, test, install. `make` builds build/tiendo; `make demo` and `make test` also install
# what is missing (through `make deps`); nothing else ever installs a package.

VERSION = 0.1.0
PREFIX ?= /usr/local
bindir = $(PREFIX)/bin
datadir = $(PREFIX)/share
mandir = $(datadir)/man

CC ?= cc
BUILD ?= build
CFLAGS ?= -O2 -g
WARN = -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings \
	-Wvla -Wformat=2 -Wno-format-nonliteral
MACHINE := $(shell $(CC) -dumpmachine 2>/dev/null)
# gcc and clang both know these; fortify needs -O, which the sanitizer build turns off.
HARDEN ?= -fstack-protector-strong -fstack-clash-protection -D_FORTIFY_SOURCE=2 \
	$(if $(filter x86_64%,$(MACHINE)),-fcf-protection)
HARDEN_LINK ?= -pie -Wl,-z,relro,-z,now,-z,noexecstack
DEFINES = -D_POSIX_C_SOURCE=200809L -D_XOPEN_SOURCE=700 -DTIENDO_VERSION='"$(VERSION)"' \
	-DTIENDO_DATADIR='"$(datadir)"'
ALL_CFLAGS = -std=c11 $(WARN) $(HARDEN) -fPIE $(DEFINES) -Iinclude -I$(BUILD)/gen -Isrc -MMD -MP $(CFLAGS)
# Excel workbooks (.xlsx): yes where libxlsxwriter is; make WORKBOOK=no goes without them.
WORKBOOK_WANTED := $(or $(WORKBOOK),yes)
ifndef WORKBOOK
WORKBOOK := $(shell if pkg-config --exists xlsxwriter zlib 2>/dev/null || \
	printf '\043include <xlsxwriter.h>\n\043include <zlib.h>\n' | $(CC) -E -x c - >/dev/null 2>&1; \
	then echo yes; else echo no; fi)
endif
ifeq ($(WORKBOOK),yes)
WORKBOOK_LIBS := $(shell pkg-config --libs xlsxwriter zlib 2>/dev/null || echo -lxlsxwriter -lz)
WORKBOOK_CFLAGS := $(shell pkg-config --cflags xlsxwriter zlib 2>/dev/null)
endif
LIBS = -lsqlite3 -lcsv -lncursesw -ltinfo -lunistring $(WORKBOOK_LIBS)
TEST_LIBS = -lcmocka -lvterm -lz -lm

ROOMS = base plan store exchange app cli tui
SOURCES := $(foreach room,$(ROOMS),$(sort $(wildcard src/$(room)/*.c)))
LEFT_OUT := $(if $(filter yes,$(WORKBOOK)),src/exchange/no_workbook.c,$(wildcard \
	src/exchange/workbook*.c tests/exchange/test_workbook.c))
OBJECTS := $(patsubst src/%.c,$(BUILD)/obj/%.o,$(filter-out $(LEFT_OUT),$(SOURCES)))
# tests/<room>/test_<file>.c: one cmocka program each; other .c files beside them are shared by the
# programs of that folder, tests/*.c by all.
TEST_SOURCES := $(filter-out $(LEFT_OUT),$(sort $(wildcard tests/*/test_*.c)))
TEST_SHARED := $(filter-out $(TEST_SOURCES) $(LEFT_OUT),$(sort $(wildcard tests/*.c) \
	$(foreach room,$(ROOMS) pty fault,$(wildcard tests/$(room)/*.c))))
TEST_PROGRAMS := $(TEST_SOURCES:tests/%.c=$(BUILD)/tests/%)
TEST_OBJECTS := $(TEST_SHARED:tests/%.c=$(BUILD)/obj/tests/%.o)
# Screens of the real program, as pictures for the README.
PICTURE = $(BUILD)/tests/picture/picture
# Checks of the house itself: includes, translation, manual. They speak cmocka's words.
HOUSE_CHECKS := $(patsubst %,./%,$(sort $(wildcard tests/house/*.sh)))
BENCH_PROGRAMS := $(patsubst tests/%.c,$(BUILD)/tests/%,$(sort $(wildcard tests/bench/bench_*.c)))
FUZZ_PROGRAMS := $(patsubst tests/%.c,$(BUILD)/tests/%,$(sort $(wildcard tests/fuzz/fuzz_*.c)))
CATALOGUE = $(BUILD)/locale/vi/LC_MESSAGES/tiendo.mo
SQL := $(wildcard src/store/schema.sql src/store/steps/*.sql)
GENERATED := $(patsubst src/store/%.sql,$(BUILD)/gen/store/%.sql.h,$(SQL))

# A line a file; V=1 shows whole commands.
say = $(if $(V),,@printf '  %-5s%s\n' $(1) $@;)

.PHONY: all demo test test-programs sanitize soak valgrind valgrind-quick coverage monkey bench bench-programs fuzz \
	fuzz-programs mutations farm static golden man pot deps install uninstall clean dist always
.SECONDARY:

all: $(BUILD)/tiendo $(CATALOGUE)

$(BUILD)/tiendo: $(BUILD)/obj/main.o $(BUILD)/libtiendo.a
	$(call say,LINK)$(CC) $(ALL_CFLAGS) $(HARDEN_LINK) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/libtiendo.a: $(OBJECTS) $(BUILD)/gen/workbook
	@rm -f $@
	$(call say,AR)$(AR) rcs $@ $(OBJECTS)

# The answer of the last build: with another one the archive is made anew.
$(BUILD)/gen/workbook: always
	@mkdir -p $(@D)
	@echo '$(WORKBOOK)' | cmp -s - $@ || echo '$(WORKBOOK)' >$@

$(BUILD)/obj/exchange/workbook.o $(BUILD)/obj/exchange/workbook_check.o: ALL_CFLAGS += $(WORKBOOK_CFLAGS)

$(BUILD)/obj/tests/%.o: tests/%.c
	@mkdir -p $(@D)
	$(call say,CC)$(CC) $(ALL_CFLAGS) -Itests -c -o $@ $<

$(BUILD)/obj/%.o: src/%.c
	@mkdir -p $(@D)
	$(call say,CC)$(CC) $(ALL_CFLAGS) -c -o $@ $<

$(filter $(BUILD)/obj/store/%,$(OBJECTS)): $(GENERATED)

# SQL stays SQL in the tree; the program carries its bytes.
$(BUILD)/gen/store/%.sql.h: src/store/%.sql
	@mkdir -p $(@D)
	@od -An -v -tx1 $< | sed 's/ \(..\)/0x\1,/g' > $@

$(CATALOGUE): src/po/vi.po
	@mkdir -p $(@D)
	@msgfmt --check -o $@ $<

demo: deps
	@$(MAKE) --no-print-directory all
	@rm -f build/demo.db build/demo.db-journal
	@$(BUILD)/tiendo --db build/demo.db demo
	@if [ -t 0 ] && [ -t 1 ]; then exec $(BUILD)/tiendo --db build/demo.db --as-of 28/6/2020; \
	else $(BUILD)/tiendo --db build/demo.db --as-of 28/6/2020 due; fi

# ---- tests ------------------------------------------------------------------------------------

$(BUILD)/tests/%: tests/%.c $(BUILD)/libtiendo.a $(TEST_OBJECTS)
	@mkdir -p $(@D)
	$(call say,LINK)$(CC) $(ALL_CFLAGS) -Itests $(HARDEN_LINK) $(LDFLAGS) -o $@ $< \
		$(filter $(BUILD)/obj/tests/%.o,$(TEST_OBJECTS)) $(BUILD)/libtiendo.a $(LIBS) $(TEST_LIBS)

# Laid over the program by a test, not linked into anything.
PRELOADS := $(patsubst tests/fault/preload/%.c,$(BUILD)/tests/fault/%.so,$(sort $(wildcard \
	tests/fault/preload/*.c)))
$(BUILD)/tests/fault/%.so: tests/fault/preload/%.c
	@mkdir -p $(@D)
	$(call say,LINK)$(CC) -std=c11 $(WARN) -O2 -g -fPIC -shared -MMD -MP -o $@ $< -ldl

RUN_TESTS = TIENDO=$(abspath $(BUILD)/tiendo) RUNNER='$(RUNNER)' sh tests/run.sh

test-programs: all $(BUILD)/tiendo.pot $(TEST_PROGRAMS) $(PRELOADS) $(PICTURE)

test: deps
	@$(MAKE) --no-print-directory test-programs
	@$(RUN_TESTS) $(HOUSE_CHECKS) $(TEST_PROGRAMS)

# The long versions of the tests of faults (and whatever SOAK names): every call, every allocation, a
# thousand kills each. Hours on a small machine; SOAK='build/tests/fault/test_kill' takes one.
SOAK ?= $(filter $(BUILD)/tests/fault/%,$(TEST_PROGRAMS))
soak: deps
	@$(MAKE) --no-print-directory test-programs
	@TIENDO_SOAK=1 $(RUN_TESTS) $(SOAK)

# One check of the house alone: make check-includes, check-translation, check-manual, check-readme …
check-%: all $(BUILD)/tiendo.pot $(PICTURE)
	@$(RUN_TESTS) ./tests/house/$*.sh

SANITIZE = -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=undefined

sanitize: deps
	@$(MAKE) --no-print-directory test BUILD=build/sanitize HARDEN= HARDEN_LINK= CFLAGS='$(SANITIZE)'

VALGRIND = valgrind -q --error-exitcode=99 --leak-check=full --show-leak-kinds=definite \
	--errors-for-leak-kinds=definite

valgrind: deps
	@$(MAKE) --no-print-directory test RUNNER='$(VALGRIND)'

# The part of it that takes less than a minute: what knows no terminal and starts no programs. Each
# program is a target, for -j.
QUICK = $(filter $(addprefix $(BUILD)/tests/,base/% plan/% store/test_fence store/test_store \
	store/test_snapshot store/test_log store/test_migrate store/test_network tui/test_edit \
	tui/test_typed tui/test_canvas),$(TEST_PROGRAMS))

valgrind-quick: deps
	@$(MAKE) --no-print-directory all $(QUICK)
	@$(MAKE) --no-print-directory $(QUICK:$(BUILD)/%=valgrind-of/%)

$(QUICK:$(BUILD)/%=valgrind-of/%): valgrind-of/%:
	@TIENDO=$(abspath $(BUILD)/tiendo) RUNNER='$(VALGRIND)' sh tests/run.sh $(BUILD)/$*

coverage: deps
	@$(MAKE) --no-print-directory test BUILD=build/coverage HARDEN= HARDEN_LINK= CFLAGS='-O0 -g --coverage'; \
	status=$$?; sh tests/coverage.sh build/coverage && exit $$status

# A monkey at the screen under sanitizers, and every place of it at many sizes; `make test` does a
# share. KEYS=n SEED=n.
monkey: deps
	@$(MAKE) --no-print-directory -s BUILD=build/sanitize HARDEN= HARDEN_LINK= CFLAGS='$(SANITIZE)' \
		all build/sanitize/tests/tui/test_monkey build/sanitize/tests/tui/test_places
	@TIENDO_MONKEY=$(or $(KEYS),100000) TIENDO_SEED=$(or $(SEED),$(shell date +%s)) \
		TIENDO=$(abspath build/sanitize/tiendo) build/sanitize/tests/tui/test_monkey
	@TIENDO_RESIZES=10000 TIENDO=$(abspath build/sanitize/tiendo) build/sanitize/tests/tui/test_places

bench-programs: $(BENCH_PROGRAMS)

bench: deps
	@$(MAKE) --no-print-directory all bench-programs
	@for program in $(BENCH_PROGRAMS); do TIENDO=$(abspath $(BUILD)/tiendo) $$program || exit 1; done

PICTURE_OBJECTS := $(patsubst %,$(BUILD)/obj/tests/pty/%.o,terminal keeper view)
$(PICTURE): tests/picture/picture.c $(BUILD)/libtiendo.a $(PICTURE_OBJECTS)
	@mkdir -p $(@D)
	$(call say,LINK)$(CC) $(ALL_CFLAGS) -Itests $(HARDEN_LINK) $(LDFLAGS) -o $@ $< $(PICTURE_OBJECTS) \
		$(BUILD)/libtiendo.a $(LIBS) $(TEST_LIBS)

# FUZZ_MAIN: -fsanitize=fuzzer, or the file with a main that mutates the seeds itself.
$(BUILD)/tests/fuzz/%: tests/fuzz/%.c $(BUILD)/libtiendo.a
	@mkdir -p $(@D)
	$(call say,LINK)$(CC) $(ALL_CFLAGS) $(HARDEN_LINK) $(LDFLAGS) -o $@ $< $(FUZZ_MAIN) $(BUILD)/libtiendo.a $(LIBS)

FUZZ_MAIN ?= tests/fuzz/mutate.c
fuzz-programs: $(FUZZ_PROGRAMS)

fuzz: deps
	@$(MAKE) --no-print-directory -s all
	@TIENDO=$(abspath $(BUILD)/tiendo) sh tests/fuzz/run.sh

# Every change to every byte of good files of all kinds and encodings; `make test` tries a share.
mutations: deps
	@$(MAKE) --no-print-directory $(BUILD)/tests/exchange/test_one_byte
	@TIENDO_MUTATIONS=all $(BUILD)/tests/exchange/test_one_byte

# Real exports through real spreadsheets: minutes, and programs that nothing else needs. QUICK=1: a
# few of the settings; KEEP=1 leaves the files in build/farm; SEED=n draws other edits.
FARM_NEEDS = soffice:libreoffice-calc-nogui ssconvert:gnumeric localedef:locales
$(BUILD)/tests/farm/farm: $(patsubst tests/%.c,$(BUILD)/obj/tests/%.o,$(sort $(wildcard tests/farm/*.c)))
	@mkdir -p $(@D)
	$(call say,LINK)$(CC) $(ALL_CFLAGS) $(HARDEN_LINK) $(LDFLAGS) -o $@ $^

farm: deps
	@missing=; for need in $(FARM_NEEDS); do \
		command -v $${need%%:*} >/dev/null 2>&1 || missing="$$missing $${need#*:}"; done; \
	[ -z "$$missing" ] || { echo "the farm needs these packages (Debian's names):$$missing" >&2; exit 2; }
	@$(MAKE) --no-print-directory all $(BUILD)/tests/farm/farm
	@TIENDO=$(abspath $(BUILD)/tiendo) FARM=$(abspath $(BUILD)/tests/farm/farm) sh tests/farm/run.sh $(abspath $(BUILD)/farm)

# What compilers and checkers say without running anything.
static: deps
	@sh tests/static.sh

# Rewrites the golden screens from what runs now; look at the difference before you commit it.
golden: all
	@$(MAKE) --no-print-directory test-programs
	@TIENDO_GOLDEN=write TIENDO=$(abspath $(BUILD)/tiendo) sh tests/run.sh \
		$(filter $(BUILD)/tests/tui/% $(BUILD)/tests/pty/%,$(TEST_PROGRAMS))

# ---- manual, translation -----------------------------------------------------------------------

# Splices the command table (tiendo --reference) into the manual pages and the golden screen into the
# README, makes its pictures, and writes the completions.
man: all $(PICTURE)
	@sh man/splice.sh $(BUILD)/tiendo en man/tiendo.1
	@sh man/splice.sh $(BUILD)/tiendo vi man/vi/tiendo.1
	@sh man/splice.sh picture tests/tui/golden/preview-en-80x24.txt README.md
	@TIENDO=$(BUILD)/tiendo $(PICTURE) man/pictures
	@for shell in bash:tiendo.bash zsh:_tiendo fish:tiendo.fish; do \
		$(BUILD)/tiendo --lang en completion $${shell%:*} >src/completions/$${shell#*:} || exit 1; done

$(BUILD)/tiendo.pot: $(SOURCES) src/main.c
	@mkdir -p $(@D)
	@xgettext --from-code=UTF-8 --keyword=say --keyword=say_many:1,2 --keyword=N_ --keyword=refuse:3 \
		--add-comments=TRANSLATORS --no-wrap --sort-by-file --package-name=tiendo \
		--output=$@ $(SOURCES) src/main.c

pot: $(BUILD)/tiendo.pot
	cp $(BUILD)/tiendo.pot src/po/tiendo.pot
	msgmerge --no-wrap --no-fuzzy-matching --update --backup=none src/po/vi.po src/po/tiendo.pot

# ---- dependencies ------------------------------------------------------------------------------

# header or tool : Debian package
NEEDS = curses.h:libncurses-dev sqlite3.h:libsqlite3-dev csv.h:libcsv-dev uninorm.h:libunistring-dev \
	cmocka.h:libcmocka-dev vterm.h:libvterm-dev zlib.h:zlib1g-dev msgfmt:gettext
NEEDS += $(if $(filter yes,$(WORKBOOK_WANTED)),xlsxwriter.h:libxlsxwriter-dev)
deps:
	@missing=; for need in $(NEEDS); do thing=$${need%%:*}; package=$${need#*:}; \
	case $$thing in \
	*.h) printf '#include <stddef.h>\n#include <stdint.h>\n#include <stdarg.h>\n#include <setjmp.h>\n#include <stdio.h>\n#include <%s>\n' $$thing \
		| $(CC) -E -x c - >/dev/null 2>&1 || missing="$$missing $$package";; \
	*) command -v $$thing >/dev/null 2>&1 || missing="$$missing $$package";; \
	esac; done; \
	[ -z "$$missing" ] && exit 0; \
	if command -v apt-get >/dev/null 2>&1; then \
		sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
		echo "+ $$sudo apt-get update && $$sudo apt-get install -y --no-install-recommends$$missing"; \
		$$sudo apt-get update -q && DEBIAN_FRONTEND=noninteractive \
			$$sudo apt-get install -q -y --no-install-recommends $$missing; \
	else \
		echo "tiendo needs these packages (Debian's names):$$missing" >&2; exit 1; \
	fi

# ---- install -----------------------------------------------------------------------------------

install: all
	install -d $(DESTDIR)$(bindir) $(DESTDIR)$(mandir)/man1 $(DESTDIR)$(mandir)/man5 \
		$(DESTDIR)$(mandir)/vi/man1 $(DESTDIR)$(datadir)/locale/vi/LC_MESSAGES \
		$(DESTDIR)$(datadir)/tiendo/samples $(DESTDIR)$(datadir)/bash-completion/completions \
		$(DESTDIR)$(datadir)/zsh/site-functions $(DESTDIR)$(datadir)/fish/vendor_completions.d
	install -m 755 $(BUILD)/tiendo $(DESTDIR)$(bindir)/tiendo
	install -m 644 man/tiendo.1 $(DESTDIR)$(mandir)/man1/
	install -m 644 man/tiendo-csv.5 $(DESTDIR)$(mandir)/man5/
	install -m 644 man/vi/tiendo.1 $(DESTDIR)$(mandir)/vi/man1/
	install -m 644 $(CATALOGUE) $(DESTDIR)$(datadir)/locale/vi/LC_MESSAGES/tiendo.mo
	install -m 644 samples/*.csv samples/steps.txt $(DESTDIR)$(datadir)/tiendo/samples/
	install -d $(DESTDIR)$(datadir)/tiendo/samples/ssh
	install -m 644 samples/ssh/* $(DESTDIR)$(datadir)/tiendo/samples/ssh/
	install -d $(DESTDIR)$(datadir)/tiendo/samples/standby
	install -m 644 samples/standby/* $(DESTDIR)$(datadir)/tiendo/samples/standby/
	install -m 644 src/completions/tiendo.bash $(DESTDIR)$(datadir)/bash-completion/completions/tiendo
	install -m 644 src/completions/_tiendo $(DESTDIR)$(datadir)/zsh/site-functions/_tiendo
	install -m 644 src/completions/tiendo.fish $(DESTDIR)$(datadir)/fish/vendor_completions.d/tiendo.fish

uninstall:
	rm -f $(DESTDIR)$(bindir)/tiendo $(DESTDIR)$(mandir)/man1/tiendo.1 $(DESTDIR)$(mandir)/man5/tiendo-csv.5 \
		$(DESTDIR)$(mandir)/vi/man1/tiendo.1 $(DESTDIR)$(datadir)/locale/vi/LC_MESSAGES/tiendo.mo \
		$(DESTDIR)$(datadir)/bash-completion/completions/tiendo \
		$(DESTDIR)$(datadir)/zsh/site-functions/_tiendo \
		$(DESTDIR)$(datadir)/fish/vendor_completions.d/tiendo.fish
	rm -rf $(DESTDIR)$(datadir)/tiendo

clean:
	rm -rf build

dist:
	@mkdir -p build
	git archive --format=tar.gz --prefix=tiendo-$(VERSION)/ -o build/tiendo-$(VERSION).tar.gz HEAD

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
