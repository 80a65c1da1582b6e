# fish completion for tiendo: made by 'tiendo completion fish'
complete -c tiendo -n __fish_use_subcommand -a tick -d 'mark done or received today; again takes it back'
complete -c tiendo -n __fish_use_subcommand -a tick-on -d 'mark done or received on a day'
complete -c tiendo -n '__fish_seen_subcommand_from tick-on' -l on -r
complete -c tiendo -n __fish_use_subcommand -a done -d 'mark a task done'
complete -c tiendo -n '__fish_seen_subcommand_from done' -l on -r
complete -c tiendo -n '__fish_seen_subcommand_from done' -l document -r
complete -c tiendo -n '__fish_seen_subcommand_from done' -l count -r
complete -c tiendo -n '__fish_seen_subcommand_from done' -l note -r
complete -c tiendo -n __fish_use_subcommand -a start -d 'mark a task begun'
complete -c tiendo -n __fish_use_subcommand -a reopen -d 'take back that a task is done or begun, or the last receipt of a report'
complete -c tiendo -n __fish_use_subcommand -a receive -d 'record a report received; a later one is a supplement'
complete -c tiendo -n '__fish_seen_subcommand_from receive' -l on -r
complete -c tiendo -n '__fish_seen_subcommand_from receive' -l document -r
complete -c tiendo -n '__fish_seen_subcommand_from receive' -l document-date -r
complete -c tiendo -n '__fish_seen_subcommand_from receive' -l note -r
complete -c tiendo -n __fish_use_subcommand -a return -d 'send a report back, with the reason'
complete -c tiendo -n '__fish_seen_subcommand_from return' -l why -r
complete -c tiendo -n '__fish_seen_subcommand_from return' -l on -r
complete -c tiendo -n __fish_use_subcommand -a extend -d 'grant a later deadline, with the reason'
complete -c tiendo -n '__fish_seen_subcommand_from extend' -l until -r
complete -c tiendo -n '__fish_seen_subcommand_from extend' -l why -r
complete -c tiendo -n __fish_use_subcommand -a exempt -d 'mark as not applicable, with the reason'
complete -c tiendo -n '__fish_seen_subcommand_from exempt' -l why -r
complete -c tiendo -n __fish_use_subcommand -a unexempt -d 'make it applicable again'
complete -c tiendo -n __fish_use_subcommand -a note -d 'write a note; an empty one clears it'
complete -c tiendo -n __fish_use_subcommand -a count -d 'record the count of a task'
complete -c tiendo -n __fish_use_subcommand -a number -d 'record a number of a report: a count, +5 for more, - for not applicable, empty for not reported'
complete -c tiendo -n '__fish_seen_subcommand_from number' -l report -r
complete -c tiendo -n __fish_use_subcommand -a remind -d 'log a reminder to who has not sent, and give the text to send'
complete -c tiendo -n __fish_use_subcommand -a message -d 'give the text to send to who has not sent or done it, logging nothing'
complete -c tiendo -n __fish_use_subcommand -a add-unit -d 'add a unit, below the one under the cursor'
complete -c tiendo -n '__fish_seen_subcommand_from add-unit' -l kind -r
complete -c tiendo -n '__fish_seen_subcommand_from add-unit' -l parent -r
complete -c tiendo -n '__fish_seen_subcommand_from add-unit' -l from -r
complete -c tiendo -n '__fish_seen_subcommand_from add-unit' -l to -r
complete -c tiendo -n '__fish_seen_subcommand_from add-unit' -l aliases -r
complete -c tiendo -n __fish_use_subcommand -a edit-unit -d 'edit a unit: name, kind, unit above, first and last day, other names'
complete -c tiendo -n '__fish_seen_subcommand_from edit-unit' -l name -r
complete -c tiendo -n '__fish_seen_subcommand_from edit-unit' -l kind -r
complete -c tiendo -n '__fish_seen_subcommand_from edit-unit' -l parent -r
complete -c tiendo -n '__fish_seen_subcommand_from edit-unit' -l from -r
complete -c tiendo -n '__fish_seen_subcommand_from edit-unit' -l to -r
complete -c tiendo -n '__fish_seen_subcommand_from edit-unit' -l aliases -r
complete -c tiendo -n '__fish_seen_subcommand_from edit-unit' -l rev -r
complete -c tiendo -n __fish_use_subcommand -a remove-unit -d 'remove a unit that nothing hangs on, with its contacts'
complete -c tiendo -n __fish_use_subcommand -a add-person -d 'add a contact to a unit's roster'
complete -c tiendo -n '__fish_seen_subcommand_from add-person' -l position -r
complete -c tiendo -n '__fish_seen_subcommand_from add-person' -l phone -r
complete -c tiendo -n '__fish_seen_subcommand_from add-person' -l email -r
complete -c tiendo -n '__fish_seen_subcommand_from add-person' -l note -r
complete -c tiendo -n __fish_use_subcommand -a edit-person -d 'edit a contact: name, position, phone, email, note'
complete -c tiendo -n '__fish_seen_subcommand_from edit-person' -l name -r
complete -c tiendo -n '__fish_seen_subcommand_from edit-person' -l position -r
complete -c tiendo -n '__fish_seen_subcommand_from edit-person' -l phone -r
complete -c tiendo -n '__fish_seen_subcommand_from edit-person' -l email -r
complete -c tiendo -n '__fish_seen_subcommand_from edit-person' -l note -r
complete -c tiendo -n '__fish_seen_subcommand_from edit-person' -l rev -r
complete -c tiendo -n __fish_use_subcommand -a remove-person -d 'remove contacts from a unit's roster'
complete -c tiendo -n __fish_use_subcommand -a undo -d 'take back the last step, or the one named'
complete -c tiendo -n __fish_use_subcommand -a undo-to -d 'take back this step and every later one; redo does them again one by one'
complete -c tiendo -n __fish_use_subcommand -a replay -d 'the command lines that would do this step again'
complete -c tiendo -n __fish_use_subcommand -a redo -d 'do again what was taken back'
complete -c tiendo -n __fish_use_subcommand -a due -d 'the deadline board, worst first'
complete -c tiendo -n '__fish_seen_subcommand_from due' -l tasks
complete -c tiendo -n '__fish_seen_subcommand_from due' -l within -r
complete -c tiendo -n '__fish_seen_subcommand_from due' -l report -r
complete -c tiendo -n '__fish_seen_subcommand_from due' -l check
complete -c tiendo -n __fish_use_subcommand -a status -d 'rates and the line that adds up'
complete -c tiendo -n '__fish_seen_subcommand_from status' -l by -r
complete -c tiendo -n __fish_use_subcommand -a log -d 'what was changed, by whom, from what to what'
complete -c tiendo -n '__fish_seen_subcommand_from log' -l since -r
complete -c tiendo -n '__fish_seen_subcommand_from log' -l step -r
complete -c tiendo -n __fish_use_subcommand -a list -d 'print a listing: units, tree, people, plans, items, due, matrix, unit, item, reports, tasks, receipts, numbers, log'
complete -c tiendo -n '__fish_seen_subcommand_from list' -l tasks
complete -c tiendo -n '__fish_seen_subcommand_from list' -l within -r
complete -c tiendo -n '__fish_seen_subcommand_from list' -l report -r
complete -c tiendo -n '__fish_seen_subcommand_from list' -l item -r
complete -c tiendo -n '__fish_seen_subcommand_from list' -l by -r
complete -c tiendo -n '__fish_seen_subcommand_from list' -l since -r
complete -c tiendo -n '__fish_seen_subcommand_from list' -l check
complete -c tiendo -n __fish_use_subcommand -a import -d 'take in units, people, plan, tasks, receipts or numbers from a CSV file; the screen shows first what that would change'
complete -c tiendo -n '__fish_seen_subcommand_from import' -l dry-run
complete -c tiendo -n '__fish_seen_subcommand_from import' -l partial
complete -c tiendo -n '__fish_seen_subcommand_from import' -l rejects -r
complete -c tiendo -n '__fish_seen_subcommand_from import' -l encoding -r
complete -c tiendo -n '__fish_seen_subcommand_from import' -l separator -r
complete -c tiendo -n '__fish_seen_subcommand_from import' -l on-conflict -r
complete -c tiendo -n '__fish_seen_subcommand_from import' -l rows -r
complete -c tiendo -n __fish_use_subcommand -a export -d 'write units, people, plan, tasks, receipts, numbers, summary, due or log as CSV, or as an Excel workbook (FILE.xlsx); all into a folder'
complete -c tiendo -n '__fish_seen_subcommand_from export' -l separator -r
complete -c tiendo -n '__fish_seen_subcommand_from export' -l iso-dates
complete -c tiendo -n '__fish_seen_subcommand_from export' -l tasks
complete -c tiendo -n '__fish_seen_subcommand_from export' -l report -r
complete -c tiendo -n __fish_use_subcommand -a init -d 'make an empty database'
complete -c tiendo -n '__fish_seen_subcommand_from init' -l plan-file -r
complete -c tiendo -n '__fish_seen_subcommand_from init' -l units-file -r
complete -c tiendo -n __fish_use_subcommand -a demo -d 'make the sample database'
complete -c tiendo -n __fish_use_subcommand -a backup -d 'write a verified copy while others work'
complete -c tiendo -n __fish_use_subcommand -a check -d 'check the file and the rules'
complete -c tiendo -n __fish_use_subcommand -a purge -d 'remove all contacts for good, from the log too'
complete -c tiendo -n __fish_use_subcommand -a set -d 'show or change a setting: timezone, due-soon, date-counts, closed (a closed plan is no longer the one meant where none is named)'
complete -c tiendo -n __fish_use_subcommand -a holiday -d 'add or remove a day that is no working day'
complete -c tiendo -n '__fish_seen_subcommand_from holiday' -l remove
complete -c tiendo -n __fish_use_subcommand -a account -d 'who may log in over SSH: add or change, list, remove; key prints the line for authorized_keys'
complete -c tiendo -n '__fish_seen_subcommand_from account' -l role -r
complete -c tiendo -n '__fish_seen_subcommand_from account' -l unit -r
complete -c tiendo -n __fish_use_subcommand -a serve -d 'the restricted entry for an SSH key: the screen, or the command that ssh was given'
complete -c tiendo -n '__fish_seen_subcommand_from serve' -l as -r
complete -c tiendo -n '__fish_seen_subcommand_from serve' -l idle -r
complete -c tiendo -n '__fish_seen_subcommand_from serve' -l log -r
complete -c tiendo -n __fish_use_subcommand -a help -d 'keys and commands'
complete -c tiendo -n __fish_use_subcommand -a completion -d 'print completions for a shell'
complete -c tiendo -n __fish_use_subcommand -a doctor -d 'tell what terminal, locale and database are seen'
