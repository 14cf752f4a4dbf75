"""Contacts, disability cards, insurance, labour ability, schooling, skills, training: tables."""

# fmt: off
import django.contrib.postgres.fields.ranges
from django.db import migrations, models

import apps.core.clock


class Migration(migrations.Migration):
    dependencies = [
        ('communities', '0004_history_of_deletions'),
        ('households', '0008_facts_belong'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('phone', models.CharField(max_length=20, verbose_name='phone')),
                ('phone_of', models.CharField(blank=True, choices=[('self', 'their own'), ('spouse', "spouse's"), ('child', "child's"), ('parent', "parent's"), ('relative', "other relative's"), ('neighbour', "neighbour's"), ('employer', "employer's")], default='', max_length=12, verbose_name='whose phone')),
                ('note', models.CharField(blank=True, default='', max_length=40, verbose_name='note')),
            ],
            options={
                'verbose_name': 'further phone number',
                'verbose_name_plural': 'further phone numbers',
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='ContactEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('phone', models.CharField(max_length=20, verbose_name='phone')),
                ('phone_of', models.CharField(blank=True, choices=[('self', 'their own'), ('spouse', "spouse's"), ('child', "child's"), ('parent', "parent's"), ('relative', "other relative's"), ('neighbour', "neighbour's"), ('employer', "employer's")], default='', max_length=12, verbose_name='whose phone')),
                ('note', models.CharField(blank=True, default='', max_length=40, verbose_name='note')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Disability',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('period', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='period')),
                ('category', models.CharField(choices=[('visual', 'visual'), ('hearing', 'hearing'), ('speech', 'speech'), ('physical', 'physical'), ('intellectual', 'intellectual'), ('mental', 'mental'), ('multiple', 'multiple')], max_length=12, verbose_name='category of disability')),
                ('grade', models.PositiveSmallIntegerField(choices=[(1, 'grade 1'), (2, 'grade 2'), (3, 'grade 3'), (4, 'grade 4')], verbose_name='grade of disability')),
            ],
            options={
                'verbose_name': 'disability card',
                'verbose_name_plural': 'disability cards',
                'ordering': ('-pk',),
            },
        ),
        migrations.CreateModel(
            name='DisabilityEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('period', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='period')),
                ('category', models.CharField(choices=[('visual', 'visual'), ('hearing', 'hearing'), ('speech', 'speech'), ('physical', 'physical'), ('intellectual', 'intellectual'), ('mental', 'mental'), ('multiple', 'multiple')], max_length=12, verbose_name='category of disability')),
                ('grade', models.PositiveSmallIntegerField(choices=[(1, 'grade 1'), (2, 'grade 2'), (3, 'grade 3'), (4, 'grade 4')], verbose_name='grade of disability')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Insurance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('period', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='period')),
                ('branch', models.CharField(choices=[('medical', 'medical insurance'), ('old_age', 'old-age insurance')], max_length=8, verbose_name='insurance')),
                ('scheme', models.CharField(choices=[('resident', "residents' scheme"), ('employee', "employees' scheme"), ('none', 'not insured')], max_length=8, verbose_name='insured under')),
            ],
            options={
                'verbose_name': 'insurance',
                'verbose_name_plural': 'insurance',
                'ordering': ('-pk',),
            },
        ),
        migrations.CreateModel(
            name='InsuranceEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('period', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='period')),
                ('branch', models.CharField(choices=[('medical', 'medical insurance'), ('old_age', 'old-age insurance')], max_length=8, verbose_name='insurance')),
                ('scheme', models.CharField(choices=[('resident', "residents' scheme"), ('employee', "employees' scheme"), ('none', 'not insured')], max_length=8, verbose_name='insured under')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='LabourAbility',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('period', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='period')),
                ('labour', models.CharField(choices=[('skilled', 'skilled labour'), ('ordinary', 'ordinary labour'), ('weak', 'weak labour'), ('lost', 'labour lost'), ('none', 'no labour')], max_length=12, verbose_name='labour ability')),
            ],
            options={
                'verbose_name': 'labour ability',
                'verbose_name_plural': 'labour ability',
                'ordering': ('-pk',),
            },
        ),
        migrations.CreateModel(
            name='LabourAbilityEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('period', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='period')),
                ('labour', models.CharField(choices=[('skilled', 'skilled labour'), ('ordinary', 'ordinary labour'), ('weak', 'weak labour'), ('lost', 'labour lost'), ('none', 'no labour')], max_length=12, verbose_name='labour ability')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MemberSkill',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('words', models.CharField(blank=True, db_default='', default='', max_length=60, verbose_name='in own words')),
            ],
            options={
                'verbose_name': 'skill of a person',
                'verbose_name_plural': 'skills of people',
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='MemberSkillEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('words', models.CharField(blank=True, db_default='', default='', max_length=60, verbose_name='in own words')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Schooling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('period', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='period')),
                ('stage', models.CharField(choices=[('kindergarten', 'kindergarten'), ('primary', 'primary school'), ('junior', 'junior middle school'), ('senior', 'senior middle school'), ('vocational', 'vocational school'), ('college', 'college'), ('university', 'university'), ('special', 'special school')], max_length=12, verbose_name='stage of schooling')),
                ('school', models.CharField(blank=True, db_default='', default='', max_length=60, verbose_name='school')),
                ('grade', models.CharField(blank=True, db_default='', default='', max_length=20, verbose_name='class or year')),
                ('boarding', models.BooleanField(blank=True, null=True, verbose_name='boards at school')),
            ],
            options={
                'verbose_name': 'schooling',
                'verbose_name_plural': 'schooling',
                'ordering': ('-pk',),
            },
        ),
        migrations.CreateModel(
            name='SchoolingEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('period', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='period')),
                ('stage', models.CharField(choices=[('kindergarten', 'kindergarten'), ('primary', 'primary school'), ('junior', 'junior middle school'), ('senior', 'senior middle school'), ('vocational', 'vocational school'), ('college', 'college'), ('university', 'university'), ('special', 'special school')], max_length=12, verbose_name='stage of schooling')),
                ('school', models.CharField(blank=True, db_default='', default='', max_length=60, verbose_name='school')),
                ('grade', models.CharField(blank=True, db_default='', default='', max_length=20, verbose_name='class or year')),
                ('boarding', models.BooleanField(blank=True, null=True, verbose_name='boards at school')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Skill',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('name', models.CharField(max_length=30, unique=True, verbose_name='skill')),
                ('retired', models.BooleanField(db_default=False, default=False, verbose_name='no longer offered')),
            ],
            options={
                'verbose_name': 'skill',
                'verbose_name_plural': 'skills',
                'ordering': ('name', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='SkillEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('name', models.CharField(max_length=30, verbose_name='skill')),
                ('retired', models.BooleanField(db_default=False, default=False, verbose_name='no longer offered')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Training',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('period', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='period')),
                ('course', models.CharField(max_length=60, verbose_name='course')),
                ('days', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='days of training')),
                ('certificate', models.CharField(blank=True, db_default='', default='', max_length=60, verbose_name='certificate')),
            ],
            options={
                'verbose_name': 'training',
                'verbose_name_plural': 'training',
                'ordering': ('-pk',),
            },
        ),
        migrations.CreateModel(
            name='TrainingEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('period', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='period')),
                ('course', models.CharField(max_length=60, verbose_name='course')),
                ('days', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='days of training')),
                ('certificate', models.CharField(blank=True, db_default='', default='', max_length=60, verbose_name='certificate')),
            ],
            options={
                'abstract': False,
            },
        ),
    ]
