# bash completion for tiendo: made by 'tiendo completion bash'
_tiendo()
{
 local word=${COMP_WORDS[COMP_CWORD]} command= i
 for ((i = 1; i < COMP_CWORD; i++)); do
  case ${COMP_WORDS[i]} in
  --db|--plan|--unit|--as-of|--lang|--color) ((i++)) ;;
  -*) ;;
  *) command=${COMP_WORDS[i]}; break ;;
  esac
 done
 local words
 case $command in
 "") words="tick tick-on done start reopen receive return extend exempt unexempt note count number remind message add-unit edit-unit remove-unit add-person edit-person remove-person undo undo-to replay redo due status log list import export init demo backup check purge set holiday account serve help completion doctor --db --plan --unit --as-of --lang --ascii --color --csv --json --plain --readonly --yes --no-input -q --help --version" ;;
 tick) words="" ;;
 tick-on) words=" --on" ;;
 done) words=" --on --document --count --note" ;;
 start) words="" ;;
 reopen) words="" ;;
 receive) words=" --on --document --document-date --note" ;;
 return) words=" --why --on" ;;
 extend) words=" --until --why" ;;
 exempt) words=" --why" ;;
 unexempt) words="" ;;
 note) words="" ;;
 count) words="" ;;
 number) words=" --report" ;;
 remind) words="" ;;
 message) words="" ;;
 add-unit) words=" --kind --parent --from --to --aliases" ;;
 edit-unit) words=" --name --kind --parent --from --to --aliases --rev" ;;
 remove-unit) words="" ;;
 add-person) words=" --position --phone --email --note" ;;
 edit-person) words=" --name --position --phone --email --note --rev" ;;
 remove-person) words="" ;;
 undo) words="" ;;
 undo-to) words="" ;;
 replay) words="" ;;
 redo) words="" ;;
 due) words=" --tasks --within --report --check" ;;
 status) words=" --by" ;;
 log) words=" --since --step" ;;
 list) words="units tree people plans items due matrix unit item reports tasks receipts numbers log --tasks --within --report --item --by --since --check" ;;
 import) words="units people plan tasks receipts numbers --dry-run --partial --rejects --encoding --separator --on-conflict --rows" ;;
 export) words="units people plan tasks receipts numbers summary due log all --separator --iso-dates --tasks --report" ;;
 init) words=" --plan-file --units-file" ;;
 demo) words="" ;;
 backup) words="" ;;
 check) words="" ;;
 purge) words="people" ;;
 set) words="timezone due-soon date-counts closed" ;;
 holiday) words=" --remove" ;;
 account) words="add list remove key --role --unit" ;;
 serve) words=" --as --idle --log" ;;
 help) words="" ;;
 completion) words="bash zsh fish" ;;
 doctor) words="" ;;
 esac
 mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word"; compgen -f -- "$word")
}
complete -o filenames -F _tiendo tiendo
