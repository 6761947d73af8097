"""Metres to degrees, against the points that Lantmäteriet has published to check it with."""

import pytest

from lagesbild.sweref import EASTINGS, NORTHINGS, to_degrees

# "Kontrollpunkter för SWEREF 99 TM", Lantmäteriet 2007-11-20: latitude, longitude, N, E.
CONTROL = [
    (55, 12.75, 6097106.672, 356083.438),
    (55, 14.25, 6095048.642, 452024.069),
    (57, 12.75, 6319636.937, 363331.554),
    (57, 19.5, 6326392.707, 773251.054),
    (59, 11.25, 6546096.724, 284626.066),
    (59, 19.5, 6548757.206, 758410.519),
    (61, 12.75, 6764877.311, 378323.440),
    (61, 18.75, 6768593.345, 702745.127),
    (63, 12, 6989134.048, 348083.148),
    (63, 19.5, 6993565.630, 727798.671),
    (65, 13.5, 7209293.753, 429270.201),
    (65, 21.75, 7225449.115, 817833.405),
    (67, 16.5, 7432168.174, 565398.458),
    (67, 24, 7459745.672, 891298.142),
    (69, 21, 7666089.698, 739639.195),
]


@pytest.mark.parametrize(("latitude", "longitude", "north", "east"), CONTROL)
def test_a_control_point_comes_out_within_a_millimetre(latitude, longitude, north, east):
    # A millimetre, of which degrees of longitude are shorter.
    assert to_degrees(north, east) == pytest.approx((latitude, longitude), abs=2e-8)
    assert int(north) in NORTHINGS
    assert int(east) in EASTINGS
