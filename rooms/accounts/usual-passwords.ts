/**
 * What is tried first, in small letters: the commonest passwords of published lists, with those that Russian and Kazakh
 * speakers choose and this system suggests. Digits and marks at the ends do not matter (rooms/accounts/password.ts).
 */
export const commonPasswords: ReadonlySet<string> = new Set(`
password passw0rd p@ssword p@ssw0rd passwordpassword password1password mypassword yourpassword thepassword newpassword
qwerty qwertyuiop qwertyuiopasdf qwertyuiopasdfghjkl qwertyqwerty qwerty123456 asdfghjkl asdfghjkl;' zxcvbnm zxcvbnm,./
qazwsx qazwsxedc qazwsxedcrfv 1qaz2wsx 1qaz2wsx3edc 1qaz2wsx3edc4rfv qwe123qwe123 q1w2e3r4t5y6 q1w2e3r4t5y6u7 1q2w3e4r5t6y
123456789012 1234567890123 12345678901234 123456789123 1234567891234 012345678901 111111111111 121212121212 123123123123
123321123321 112233445566 987654321098 000000000000 1234567890qwerty qwerty1234567890 abcdefghijkl abcdefghijklmnop
abc123abc123 a1b2c3d4e5f6 aa123456aa123456 iloveyou iloveyouiloveyou letmein letmeinletmein welcome welcomewelcome admin
adminadmin adminadminadmin administrator administrator1 root rootroot superuser sysadmin testtest testtesttest changeme
changemechangeme changeit secret secretsecret topsecret default defaultpassword guest master monkey dragon football baseball
basketball superman batman sunshine princess shadow michael jennifer computer internet samsung trustno1 starwars whatever
nothing freedom hello hellohello helloworld login access passpass passpasspass correcthorse correcthorsebatterystaple
йцукен йцукенгшщз йцукенгшщзхъ фывапролдж ячсмить пароль парольпароль привет приветпривет админ администратор любовь солнышко
наташа марина светлана александр алексей спартак зенит россия москва казахстан казахстанказахстан астана алматы шымкент нурсултан
құпиясөз құпия құпиясөзқұпиясөз сәлем сәлемсәлем қазақстан әкімшілік қазақ алматыалматы парольпарольпароль gjlgbcrf gfhjkm
gfhjkmgfhjkm ghbdtn ghbdtnghbdtn ytngfhjkz qwaszx qwaszxqwaszx parol parolparol privet privetprivet kazakhstan kazakhstankz
qazaqstan qazaqstanqazaqstan almaty almatyalmaty astana astanaastana nursultan shymkent zhumys jumys jumysjumys jumyspassword
jumysadmin akimat akimatakimat ministry ministerstvo mintrud enbek enbekenbek employment administrator1administrator
`.trim().split(/\s+/));
