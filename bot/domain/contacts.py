"""Who to call and write to, as the service's pages say (docs/terminy.md, part „Kontakt”)."""

CONTACTS = {
    "hotline": "12 25 25 600",
    "portal": "myHEZO.pl",
    "email": "pomoc@myhezo.pl",
    "escalation_phone": "12 25 25 502",
    "escalation_email": "escalation@myhezo.pl",
    "hicare_phone": "+40 312 291 238",
    "hicare_email": "eusupport@huawei.com",
    "hicare_portal": "support.huawei.com",
    "huawei_warranty_portal": "helpdesk.vzam.pl",
    "provider": "Exclusive Networks Poland S.A.",
}
