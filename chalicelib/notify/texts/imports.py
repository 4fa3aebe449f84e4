"""Files that offices send: what is wrong with a line, and with a file as a whole."""

TEXTS: dict[str, tuple[str, str]] = {
    "line_number_lost_digits": (
        "表格软件把这个号码改成了 4.40524E+17 这样的写法，后面的位数丢了。请把这一列设为“文本”再重新填写，系统不会猜。",
        "The spreadsheet turned this number into a form like 4.40524E+17 and its last digits are lost. Please format "
        "the column as text and enter it again; it is never guessed.",
    ),
    "line_leading_zeros": (
        "这个号码是按数值保存的，前面的 0 可能已经丢了。请把这一列设为“文本”再重新填写。",
        "This number was saved as a quantity, so zeros in front of it may be lost. Please format the column as text "
        "and enter it again.",
    ),
    "line_ambiguous_date": (
        "这个日期看不准。请写成 2020-03-10 这样的形式。",
        "This day can be read in more than one way. Please write it like 2020-03-10.",
    ),
    "line_bad_date": (
        "这不是日期。请写成 2020-03-10 这样的形式。",
        "This is no day. Please write it like 2020-03-10.",
    ),
    "line_formula": (
        "这里是公式或公式的错误，不是内容。请粘贴为“数值”。",
        "This is a formula or its error, not a value. Please paste it as a value.",
    ),
    "line_not_allowed": ("这一列只能是：{expected}。", "This column can only be: {expected}."),
    "line_case_ids": (
        "请填病例编号或者报告编号，用逗号分开，最多 {limit} 个。",
        "Please write ids or references of cases, parted by commas: {limit} at most.",
    ),
    "line_days": ("天数是 1 到 28。", "The number of days is 1 to 28."),
    "line_too_long": ("太长了，最多 {limit} 个字。", "This is too long: {limit} characters at most."),
    "line_cells": (
        "这一行比表头的 {expected} 列多。",
        "This line has more cells than the {expected} of the heading.",
    ),
    "line_open_quote": (
        "这一行的引号没有配对。",
        "A quotation mark of this line is not closed.",
    ),
    "line_line_too_long": ("这一行太长，不是名单里的一行。", "This line is too long to be one of a list."),
    "line_no_object": (
        "这一行不是一个只有文字和数字的 JSON 对象。",
        "This line is no JSON object of plain texts and numbers.",
    ),
    "line_region_outside": ("这个地区不在您的管辖范围内。", "This region is not one of yours."),
    "line_case_elsewhere": (
        "这个病例由另一个地区管理，请由那个地区报告。",
        "Another region has this case. Please let that region report how it goes on.",
    ),
    "line_ambiguous_region": (
        "这个名称不止一个地区使用。请写全省、市、县，或者写代码。",
        "More than one region is called so. Please write province, city and county, or the code.",
    ),
    "line_other_person": (
        "这个号码在本系统登记的是另一个姓名，不能按这一行处理。请核对号码和姓名后再报。",
        "This number is on record here with another name, so this line is not followed. Please check the number and "
        "the name and send it again.",
    ),
    "line_needs_supervisor": (
        "这个依据只能由主管人员提出。",
        "On this ground only a supervisor may propose.",
    ),
    "line_unknown_case": ("您的地区没有这个病例。", "Your region has no such case."),
    "line_ambiguous_case": (
        "您的地区不止一个病例用这个编号。请填本系统的病例编号。",
        "More than one case of your region has this reference. Please write the id that it has here.",
    ),
    "line_not_applied": (
        "这一行没有生效，请手工办理。",
        "This line could not be put in force. Please enter it by hand.",
    ),
    "line_changed_since": (
        "这一行生效以后又有人改过，没有随整份名单撤回。请手工办理。",
        "Somebody decided about this line since, so it was not taken back with the list. Please do it by hand.",
    ),
    "line_not_undone": (
        "这一行没有撤回，请手工办理。",
        "This line could not be taken back. Please do it by hand.",
    ),
    "undo_worsens": (
        "撤回会让太多人的码变差。请另传一份写明正确内容的名单，它会先试算。",
        "Taking it back would turn too many people's codes worse. Please send a list that says what is right: "
        "it is tried out first.",
    ),
    "import_sample": (
        "每个地区最多 {people} 人，从这一行的编号所指的分区算起",
        "at most {people} people of each region, beginning with the partition that the line's digest names",
    ),
    "file_not_as_signed": (
        "上传的文件和对方签名的不是同一份，没有读取。请对方重新发送。",
        "The file is not the one for which its sender signed, and was not read. They have to send it again.",
    ),
    "file_never_came": ("文件没有上传。", "The file was never uploaded."),
    "file_failed": (
        "系统多次处理这份名单都没有进展，已停下。请检查文件，重新保存后再上传。",
        "This list was begun several times and came no further, so it stopped. Please save it again and send that.",
    ),
    "file_lines_gone": (
        "这份名单读出的内容已经不在，停在这里。请重新上传文件，已经生效的行不会再次生效。",
        "What was read of this list is no longer there, so it stopped here. Please send the file again: no line takes "
        "effect twice.",
    ),
    "file_sender_removed": (
        "上传人已经没有权限，请换人上传。",
        "Whoever sent the file may not do so any more. Please let somebody else send it.",
    ),
    "file_encoding": (
        "文件在第 {byte} 个字节处断了或坏了（按 {encoding} 读）。请重新保存后再上传。",
        "The file breaks at byte {byte} (read as {encoding}). Please save it again and upload that.",
    ),
    "file_no_workbook": (
        "这不是能打开的 xlsx 文件。",
        "This is no xlsx file that can be opened.",
    ),
    "file_workbook_too_large": (
        "这个 xlsx 文件太大了。请另存为 CSV 再上传。",
        "This xlsx file is too large. Please save it as CSV and upload that.",
    ),
    "file_workbook_spread": (
        "这个 xlsx 文件的单元格铺到 {rows} 行、{columns} 列，最多 {limit} 格。"
        "请删去远处的单元格，或者另存为 CSV 再上传。",
        "The cells of this xlsx file reach over {rows} rows and {columns} columns; {limit} cells are the most. Please "
        "delete the cells that lie far away, or save it as CSV and upload that.",
    ),
    "file_empty": ("文件里没有表头。", "The file has no heading."),
    "file_columns_missing": ("找不到这些列：{columns}。", "These columns were not found: {columns}."),
    "file_columns_twice": ("这些列出现了两次：{columns}。", "These columns are there twice: {columns}."),
    "file_columns_many": ("最多 {limit} 列。", "At most {limit} columns."),
    "file_too_many_lines": (
        "一个文件最多 {limit} 行，请分成几个文件。",
        "At most {limit} lines. Please split the file.",
    ),
    "inbox_travel_record": (
        "根据出行记录，您到过疫情地区，健康码已变色（编号 {reference}）。"
        "恢复办法见健康码页面。如有误，请申诉并写明编号。",
        "A travel record says that you stayed in a region with an outbreak, so the colour of your code changed "
        "(reference {reference}). Your code says how it clears. If this is wrong, please appeal and give the "
        "reference.",
    ),
    "inbox_travel_withdrawn": (
        "关于您行程的一条记录有误，已撤回：此前变码有误，健康码已按此更新（编号 {reference}）。请打开健康码。",
        "A record of your travel was wrong and was taken back: your code had been changed by mistake and is as it "
        "would be without it (reference {reference}). Please open your code.",
    ),
    "inbox_prior": (
        "您在其他健康码中登记过。请核对居住地和住址，确认后不必再填。",
        "You are registered in another health code. Please look at the place and address that it has; what you confirm "
        "need not be entered again.",
    ),
}
