"""Venues, who works there, their codes, and visits."""

TEXTS: dict[str, tuple[str, str]] = {
    # Venues.
    "unknown_county": ("请用 6 位县级行政区划代码。", "Please use the 6-digit code of a county."),
    "place_outside": (
        "这个位置不在中国境内，请在门口重新定位，或核对经纬度。",
        "This place is not in China. Please find it again at the door, or check the coordinates.",
    ),
    "venue_registered": (
        "这个单位在本县已经登记过同名的场所。",
        "This organisation has already registered a venue of that name in this county.",
    ),
    "venue_settled": (
        "场所已经审核，名称、类型和位置要请工作人员修改。",
        "This venue has been decided on. Please ask staff to change its name, type or place.",
    ),
    "venue_status": ("场所现在的状态不能这样改。", "The venue's status cannot be changed in this way now."),
    "venue_not_open": ("这个场所还没有通过审核，或者已经关闭。", "This venue is not approved yet, or it is closed."),
    "managers_only": ("只有场所管理员可以这样做。", "Only a manager of the venue can do this."),
    "supervisors_only": ("只有主管人员可以审核场所。", "Only a supervisor can decide on a venue."),
    "not_your_venue": ("您不在这个场所工作。", "You do not work at this venue."),
    "unknown_venue": (
        "没有这个场所，或者它还没有通过审核。请扫门口的场所码，重新选择场所。",
        "There is no such venue, or it is not approved yet. Please scan the code at its door to choose it anew.",
    ),
    "already_member": ("这个人已经在名单里。", "This person is on the list already."),
    "last_manager": (
        "至少要留一位管理员。请先添加另一位。",
        "A venue needs at least one manager. Please add another one first.",
    ),
    "phone_or_account": ("请填写手机号码或账号，二选一。", "Please give a phone number or an account, one of the two."),
    "unknown_door": ("这个场所没有这个门。请重新选择。", "This venue has no such door. Please choose again."),
    "twice_the_same_door": ("两个门不能同名。", "Two doors cannot have the same name."),
    "inbox_venue_approved": (
        "您登记的场所“{venue}”通过了审核。打开场所页，就可以打印海报、添加值守人员。",
        "Your venue “{venue}” has been approved. Open the venue page to print its poster and add guards.",
    ),
    "inbox_venue_refused": (
        "您登记的场所“{venue}”没有通过审核：{reason}",
        "Your venue “{venue}” was not approved: {reason}",
    ),
    "inbox_venue_closed": (
        "您的场所“{venue}”已由工作人员关闭，海报和屏幕码不再有效。有疑问请拨打 12345。",
        "Staff have closed your venue “{venue}”. Its posters and screen codes no longer count. Questions? Call 12345.",
    ),
    "inbox_added_guard": (
        "尾号 {last4} 的手机现在可以在“{venue}”查验健康码，用它登录查验页就行。不认识这个场所就不用管。",
        "The phone ending in {last4} may now check health codes at “{venue}”: log in to the checking page with it. If "
        "you do not know this venue, there is nothing to do.",
    ),
    "inbox_added_manager": (
        "尾号 {last4} 的手机现在可以管理场所“{venue}”，用它登录场所页就行。不认识这个场所就不用管。",
        "The phone ending in {last4} may now manage the venue “{venue}”: log in to the venue page with it. If you do "
        "not know this venue, there is nothing to do.",
    ),
    "unknown_member": ("名单里没有这个人。", "This person is not on the list."),
    # CSV.
    "bad_csv": ("这不是 CSV 文件。", "This is not a CSV file."),
    "csv_header": ("第一行应是这些列名：{expected}。", "The first line must name these columns: {expected}."),
    "excel_number": (
        "表格软件把这个号码改成了 1.38E+10 这样的写法，后面的位数丢了。请把这一列设为“文本”再重新填写。",
        "The spreadsheet turned this number into a form like 1.38E+10, and its last digits are lost. "
        "Please format the column as text and enter it again.",
    ),
    "csv_cells": ("这一行应有 {expected} 列。", "This line must have {expected} cells."),
    "too_many_lines": (
        "一次最多 {limit} 行，请分成几个文件。",
        "At most {limit} lines at once. Please split the file.",
    ),
    # A venue's code.
    "invalid_venue_code": ("这个场所码不能用。", "This venue code cannot be used."),
    "venue_code_foreign": (
        "这不是场所码。请扫描门口的场所码。",
        "This is not a venue code. Please scan the one at the entrance.",
    ),
    "venue_code_forged": (
        "这个场所码不是真的，请告诉场所工作人员。",
        "This venue code is not genuine. Please tell the people who work here.",
    ),
    "venue_code_revoked": (
        "这张场所码已经作废，请扫描新的。",
        "This poster has been replaced. Please scan the new one.",
    ),
    "venue_code_expired": (
        "这张场所码已经过期，请场所重新打印。",
        "This poster has expired. The venue needs to print a new one.",
    ),
    "venue_number_form": (
        "场所号是 10 位数字，印在海报最下面一行。",
        "A venue number has 10 digits. It is in the last line of the poster.",
    ),
    "venue_number_mistyped": (
        "场所号输错了，请和海报再核对一遍。",
        "This venue number is mistyped. Please compare it with the poster again.",
    ),
    "unknown_venue_number": (
        "没有这个场所号，或者这张海报已经作废。请核对，或者找场所工作人员登记。",
        "There is no such venue number, or its poster has been replaced. Please compare it, or ask the people who work "
        "here to check you in.",
    ),
    # Visits.
    "person_or_shown": (
        "请填写是谁，或者扫描对方出示的码，二选一。",
        "Please say who it is, or scan the code that is shown: one of the two.",
    ),
    "venue_required": ("请扫描场所码。", "Please scan the venue's code."),
    "gate_only": (
        "只有场所工作人员可以补报扫码时间。",
        "Only people who work at the venue can send the time of a scan.",
    ),
    "scan_ahead": (
        "扫码时间比现在还晚，请校准设备的时钟。",
        "The time of the scan is later than now. Please set the clock of this device.",
    ),
    "scan_too_old": (
        "扫码已经超过 {hours} 小时，不能补报。",
        "The scan is more than {hours} hours old and cannot be sent.",
    ),
    "temperature_required": ("这个场所需要登记体温。", "This venue asks for your temperature."),
    "shown_refused": ("对方出示的码不能用。", "The code that was shown cannot be used."),
    "shown_malformed": ("没有读清楚，请再扫一次。", "The code was not read completely. Please scan again."),
    "shown_not_a_health_code": ("这不是健康码。", "This is not a health code."),
    "shown_expired": ("这个健康码已经过期，请对方刷新。", "This health code has expired. Please ask for a fresh one."),
    "shown_not_yet_valid": (
        "这个健康码的签发时间比扫码还晚，请核对设备的时钟。",
        "This health code was issued after the scan. Please check the clock of this device.",
    ),
    "shown_revoked": (
        "这个健康码已经作废，请对方刷新后再扫。",
        "This health code has been replaced. Please ask the person to reload it and scan again.",
    ),
    "shown_forged": ("这个健康码不是真的。", "This health code is not genuine."),
    "window_days": ("最多查 {days} 天，结束不能早于开始。", "At most {days} days, and the end not before the start."),
    "window_hours": (
        "最多查 {hours} 小时，结束不能早于开始。",
        "At most {hours} hours, and the end not before the start.",
    ),
    "twice_the_same": ("同一个人填了两次。", "The same person is named twice."),
    "mark.far_from_venue": ("扫码位置离场所很远。", "Scanned far away from the venue."),
    "mark.impossible_travel": (
        "不久前在别处，来不及到这里。",
        "Was elsewhere shortly before, too far away to have come here.",
    ),
    "mark.old_code": ("用的是屏幕上已经换掉的码。", "Used a code that the screen no longer showed."),
}
