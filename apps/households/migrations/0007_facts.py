"""Expenses, guarantees, assets and debts: the tables and their history."""

# fmt: off
from django.db import migrations, models

import apps.core.clock


class Migration(migrations.Migration):
    dependencies = [
        ('households', '0006_house_and_presence'),
    ]

    operations = [
        migrations.CreateModel(
            name='Asset',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('kind', models.CharField(choices=[('car', 'car or van'), ('motorcycle', 'motorcycle or electric bike'), ('tricycle', 'farm tricycle'), ('machine', 'farm machine'), ('livestock', 'large livestock'), ('television', 'television'), ('fridge', 'refrigerator'), ('washer', 'washing machine'), ('heater', 'water heater'), ('computer', 'computer'), ('smartphone', 'smartphone'), ('other', 'other thing')], max_length=12, verbose_name='thing')),
                ('count', models.PositiveSmallIntegerField(default=1, verbose_name='how many')),
                ('note', models.CharField(blank=True, max_length=120, verbose_name='note')),
            ],
            options={
                'verbose_name': 'durable asset',
                'verbose_name_plural': 'durable assets',
                'ordering': ('kind', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='AssetEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('kind', models.CharField(choices=[('car', 'car or van'), ('motorcycle', 'motorcycle or electric bike'), ('tricycle', 'farm tricycle'), ('machine', 'farm machine'), ('livestock', 'large livestock'), ('television', 'television'), ('fridge', 'refrigerator'), ('washer', 'washing machine'), ('heater', 'water heater'), ('computer', 'computer'), ('smartphone', 'smartphone'), ('other', 'other thing')], max_length=12, verbose_name='thing')),
                ('count', models.PositiveSmallIntegerField(default=1, verbose_name='how many')),
                ('note', models.CharField(blank=True, max_length=120, verbose_name='note')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Debt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('kind', models.CharField(choices=[('building', 'building and furnishing'), ('medical', 'medical treatment'), ('schooling', 'schooling'), ('business', 'production and business'), ('ceremony', 'wedding or funeral'), ('living', 'daily living'), ('other', 'other purpose')], max_length=12, verbose_name='for what')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='amount (yuan)')),
                ('lender', models.CharField(choices=[('microcredit', 'microcredit for poor households'), ('bank', 'bank or credit cooperative'), ('kin', 'relatives and friends'), ('private', 'private lender'), ('other', 'other lender')], max_length=12, verbose_name='lender')),
                ('since', models.DateField(blank=True, null=True, verbose_name='since')),
                ('settled_on', models.DateField(blank=True, null=True, verbose_name='settled on')),
                ('note', models.CharField(blank=True, max_length=120, verbose_name='note')),
            ],
            options={
                'verbose_name': 'debt',
                'verbose_name_plural': 'debts',
                'ordering': ('-since', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='DebtEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('kind', models.CharField(choices=[('building', 'building and furnishing'), ('medical', 'medical treatment'), ('schooling', 'schooling'), ('business', 'production and business'), ('ceremony', 'wedding or funeral'), ('living', 'daily living'), ('other', 'other purpose')], max_length=12, verbose_name='for what')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='amount (yuan)')),
                ('lender', models.CharField(choices=[('microcredit', 'microcredit for poor households'), ('bank', 'bank or credit cooperative'), ('kin', 'relatives and friends'), ('private', 'private lender'), ('other', 'other lender')], max_length=12, verbose_name='lender')),
                ('since', models.DateField(blank=True, null=True, verbose_name='since')),
                ('settled_on', models.DateField(blank=True, null=True, verbose_name='settled on')),
                ('note', models.CharField(blank=True, max_length=120, verbose_name='note')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Expense',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('kind', models.CharField(choices=[('medical', 'medical treatment'), ('schooling', 'schooling'), ('building', 'building and furnishing'), ('ceremony', 'wedding or funeral'), ('debt', 'debt service'), ('other', 'other large expense')], max_length=12, verbose_name='for what')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='amount (yuan)')),
                ('note', models.CharField(blank=True, max_length=120, verbose_name='note')),
            ],
            options={
                'verbose_name': 'large expense',
                'verbose_name_plural': 'large expenses',
                'ordering': ('-year', 'kind'),
            },
        ),
        migrations.CreateModel(
            name='ExpenseEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('kind', models.CharField(choices=[('medical', 'medical treatment'), ('schooling', 'schooling'), ('building', 'building and furnishing'), ('ceremony', 'wedding or funeral'), ('debt', 'debt service'), ('other', 'other large expense')], max_length=12, verbose_name='for what')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='amount (yuan)')),
                ('note', models.CharField(blank=True, max_length=120, verbose_name='note')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='GuaranteeCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('guarantee', models.CharField(choices=[('food', 'food'), ('clothing', 'clothing'), ('education', 'compulsory education'), ('medical', 'basic medical care'), ('housing', 'safe housing'), ('water', 'safe drinking water')], max_length=12, verbose_name='guarantee')),
                ('result', models.CharField(choices=[('pass', 'passed'), ('fail', 'failed')], max_length=4, verbose_name='result')),
                ('grade', models.CharField(blank=True, choices=[('A', 'grade A'), ('B', 'grade B'), ('C', 'grade C'), ('D', 'grade D')], max_length=1, verbose_name='grade of the house')),
                ('checked_on', models.DateField(default=apps.core.clock.today, verbose_name='checked on')),
                ('note', models.CharField(blank=True, max_length=120, verbose_name='note')),
                ('withdrawn', models.BooleanField(default=False, verbose_name='withdrawn')),
            ],
            options={
                'verbose_name': 'check of a guarantee',
                'verbose_name_plural': 'checks of guarantees',
                'ordering': ('-checked_on', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='GuaranteeCheckEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('guarantee', models.CharField(choices=[('food', 'food'), ('clothing', 'clothing'), ('education', 'compulsory education'), ('medical', 'basic medical care'), ('housing', 'safe housing'), ('water', 'safe drinking water')], max_length=12, verbose_name='guarantee')),
                ('result', models.CharField(choices=[('pass', 'passed'), ('fail', 'failed')], max_length=4, verbose_name='result')),
                ('grade', models.CharField(blank=True, choices=[('A', 'grade A'), ('B', 'grade B'), ('C', 'grade C'), ('D', 'grade D')], max_length=1, verbose_name='grade of the house')),
                ('checked_on', models.DateField(default=apps.core.clock.today, verbose_name='checked on')),
                ('note', models.CharField(blank=True, max_length=120, verbose_name='note')),
                ('withdrawn', models.BooleanField(default=False, verbose_name='withdrawn')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='VegetableSpending',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('phase', models.CharField(choices=[('before', 'before the move'), ('after', 'after the move')], max_length=8, verbose_name='before or after the move')),
                ('yuan_a_month', models.DecimalField(decimal_places=2, max_digits=8, verbose_name='vegetables (yuan a month)')),
                ('asked_on', models.DateField(default=apps.core.clock.today, verbose_name='asked on')),
            ],
            options={
                'verbose_name': 'vegetable spending',
                'verbose_name_plural': 'vegetable spending',
                'ordering': ('-asked_on', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='VegetableSpendingEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('phase', models.CharField(choices=[('before', 'before the move'), ('after', 'after the move')], max_length=8, verbose_name='before or after the move')),
                ('yuan_a_month', models.DecimalField(decimal_places=2, max_digits=8, verbose_name='vegetables (yuan a month)')),
                ('asked_on', models.DateField(default=apps.core.clock.today, verbose_name='asked on')),
            ],
            options={
                'abstract': False,
            },
        ),
    ]
