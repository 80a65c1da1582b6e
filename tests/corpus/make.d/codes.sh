# Codes and keys. Read by make.sh.

excel 501-zeros-lost-of-a-unique-code <<'END'
Mã đơn vị,Mã việc,Tình trạng
72,1.1,đang làm
703,II.2,đang làm
END

excel 502-zeros-lost-of-two-codes <<'END'
Mã đơn vị,Mã báo cáo,Ngày nhận
91,BC1,24/6/2020
0091,BC2,24/6/2020
END

plain 503-one-unit-under-two-spellings <<'END'
unit,task,status
72,1.1,doing
072,1.1,done
703,II.2,doing
END

excel 504-a-decimal-code-cut-to-another <<'END'
Mã đơn vị,Mã việc,Tình trạng,Ghi chú
705,1.1,đang làm,việc thứ nhất
705,1.1,đang làm,việc thứ mười
END

plain 505-codes-that-nobody-has <<'END'
unit,task,status
706,II.2,doing
703,II.3,doing
Thành đoàn Mẫu,II.2,doing
END

plain 506-items-of-another-type-and-for-others <<'END'
unit,task,status
703,BC1,doing
703,1.1,doing
X11,II.2,doing
END

plain 507-codes-in-small-letters <<'END'
unit,report,received_on
703,bc2,24/6/2020
x11,BC1,24/6/2020
END

bytes 508-blanks-around-codes <<'END'
unit\ttask\tstatus\n 703 \tII.2\0302\0240\tdoing\n\0342\0200\0213705\t II.2\t doing \n
END

plain 509-codes-wrapped-as-formulas <<'END'
unit,task,status
"=""072""",1.1,doing
"=""703""",="II.2",doing
="705",="II.2",doing
END

plain 510-codes-with-an-apostrophe <<'END'
unit,task,status
'072,'1.1,doing
END

plain 511-a-key-that-is-empty <<'END'
unit,task,status
,II.2,doing
703,,doing
705,II.2,doing
END

plain 512-zeros-too-many <<'END'
unit,task,status
0703,II.2,doing
END

plain 513-codes-made-decimals <<'END'
unit,task,status
703.0,II.2,doing
END

plain 514-a-plan-of-another-name <<'END'
plan,unit,task,status
CD2020,703,II.2,doing
CD2019,705,II.2,doing
END
